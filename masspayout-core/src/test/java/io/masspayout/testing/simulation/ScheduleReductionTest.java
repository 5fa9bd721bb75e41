package io.masspayout.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.testing.simulation.Move.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing is lost by ending a schedule in a state that was seen before, and by not trying both orders of moves that touch nothing in common: at one
 * preemption and one trouble of each kind, in a world of one batch, the same violations are found without, and store and ledger come to the same ends.
 */
@Tag("long")
class ScheduleReductionTest {

    private static final Set<Kind> QUICK = EnumSet.of(Kind.LOSE_ANSWER, Kind.DUPLICATE, Kind.DELAY);

    /** An engine, whole or broken. */
    private record Engine(String name, Supplier<Sabotage> sabotage) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Engine WHOLE = new Engine("the whole one", SmallWorld.NOTHING_BROKEN);

    private static final List<Engine> BROKEN = List.of(
            new Engine("writes intents after sending", BrokenIntents.WrittenAfterSending::new),
            new Engine("takes \"not found\" for \"never\"", BrokenOutcomes.NotFoundTakenAsNever::new),
            new Engine("pays by a new id while the old one is valid", BrokenOutcomes.NewIdWhileTheOldIsValid::new),
            new Engine("takes a lost answer for a failure", BrokenOutcomes.LostAnswerTakenAsFailure::new),
            new Engine("rounds each share", BrokenPayments.EachShareRounded::new));

    /** The broken engines by all troubles take many minutes; {@code -Dschedules.all=true} asks for all of it. */
    static Stream<Arguments> enginesAndTroubles() {
        Set<Kind> ofBroken = Boolean.getBoolean("schedules.all") ? ScheduleSearch.USUAL_TROUBLES : QUICK;
        return Stream.concat(
                ScheduleSearch.USUAL_TROUBLES.stream().map(trouble -> Arguments.of(WHOLE, trouble)),
                BROKEN.stream().flatMap(engine -> ofBroken.stream().map(trouble -> Arguments.of(engine, trouble))));
    }

    @ParameterizedTest
    @MethodSource("enginesAndTroubles")
    void nothingIsLostThatTryingEverythingFinds(Engine engine, Kind trouble) {
        ScheduleReport everything =
                search(engine, trouble, all -> all.withoutPruning().withoutReduction());
        ScheduleReport allOrders = search(engine, trouble, ScheduleSearch::withoutReduction);
        ScheduleReport reduced = search(engine, trouble, both -> both);

        assertThat(allOrders.violations().keySet())
                .isEqualTo(everything.violations().keySet());
        assertThat(allOrders.ends()).isEqualTo(everything.ends()).isNotEmpty();
        assertThat(reduced.violations().keySet())
                .isEqualTo(everything.violations().keySet());
        // Of two schedules that differ only in which worker is the first one, the reduction tries one.
        assertThat(everything.ends()).containsAll(reduced.ends());
        assertThat(2 * reduced.ends().size())
                .isGreaterThanOrEqualTo(everything.ends().size());
    }

    private static ScheduleReport search(Engine engine, Kind trouble, UnaryOperator<ScheduleSearch> how) {
        ScheduleReport report = how.apply(new ScheduleSearch(1, 1)
                        .holders(1)
                        .sabotage(engine.sabotage)
                        .onlyBy(trouble))
                .run();
        System.out.println(engine + ", " + trouble + ": " + report);
        assertThat(report.isComplete()).isTrue();
        return report;
    }
}
