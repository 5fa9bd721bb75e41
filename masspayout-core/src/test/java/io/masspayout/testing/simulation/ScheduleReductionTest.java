package io.masspayout.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing is lost by ending a schedule in a state that was seen before, and by not trying both orders of moves that touch nothing in common: at one
 * preemption and one trouble the same violations are found as by trying everything. In a world of one batch, as trying everything takes too long
 * in one of two.
 */
class ScheduleReductionTest {

    /** An engine, whole or broken. */
    private record Engine(String name, Supplier<Sabotage> sabotage) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Engine> engines() {
        return List.of(
                new Engine("the whole one", SmallWorld.NOTHING_BROKEN),
                new Engine("writes intents after sending", BrokenIntents.WrittenAfterSending::new),
                new Engine("takes \"not found\" for \"never\"", BrokenOutcomes.NotFoundTakenAsNever::new),
                new Engine("pays by a new id while the old one is valid", BrokenOutcomes.NewIdWhileTheOldIsValid::new),
                new Engine("takes a lost answer for a failure", BrokenOutcomes.LostAnswerTakenAsFailure::new),
                new Engine("rounds each share", BrokenPayments.EachShareRounded::new));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theSameViolationsAreFound(Engine engine) {
        ScheduleReport everything =
                search(engine, search -> search.withoutPruning().withoutReduction());
        ScheduleReport reduced = search(engine, search -> search);
        System.out.println(engine + ": everything " + everything);
        System.out.println(engine + ": reduced " + reduced);
        assertThat(reduced.violations().keySet())
                .isEqualTo(everything.violations().keySet());
        assertThat(reduced.schedules()).isLessThanOrEqualTo(everything.schedules());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void eachOfTheTwoAloneLosesNothing(Engine engine) {
        ScheduleReport pruned = search(engine, ScheduleSearch::withoutReduction);
        ScheduleReport reordered = search(engine, ScheduleSearch::withoutPruning);
        assertThat(pruned.violations().keySet())
                .isEqualTo(reordered.violations().keySet());
    }

    private static ScheduleReport search(Engine engine, UnaryOperator<ScheduleSearch> how) {
        ScheduleSearch search = new ScheduleSearch(1, 1).holders(1).sabotage(engine.sabotage);
        ScheduleReport report = how.apply(search).run();
        assertThat(report.isComplete()).isTrue();
        return report;
    }
}
