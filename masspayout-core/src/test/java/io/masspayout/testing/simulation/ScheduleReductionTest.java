package io.masspayout.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.testing.simulation.Move.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing is lost by ending a schedule in a state that was seen before, and by not trying both orders of moves that touch nothing in common: at one
 * preemption and one trouble the same violations are found without. In a world of one batch. Where a trouble makes workers wait side by side for long,
 * trying everything would take days; there only the second of the two is left out.
 */
class ScheduleReductionTest {

    /** An engine, whole or broken. */
    private record Engine(String name, Supplier<Sabotage> sabotage) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The proof for each engine by kills and delays takes minutes; {@code -Dschedules.all=true} asks for all of it, the build for one whole engine. */
    static Stream<Engine> enginesThatAreKilled() {
        return Boolean.getBoolean("schedules.all")
                ? engines().stream()
                : engines().stream().limit(1);
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
    void bothTogetherLoseNothingThatTryingEverythingFinds(Engine engine) {
        Set<String> everything = violations(
                engine,
                search -> search.onlyBy(Kind.LOSE_ANSWER, Kind.DUPLICATE)
                        .withoutPruning()
                        .withoutReduction());
        assertThat(violations(engine, search -> search.onlyBy(Kind.LOSE_ANSWER, Kind.DUPLICATE)))
                .isEqualTo(everything);
    }

    @ParameterizedTest
    @MethodSource("enginesThatAreKilled")
    void theReductionLosesNothingThatTryingAllOrdersFinds(Engine engine) {
        Set<String> allOrders = violations(
                engine, search -> search.onlyBy(Kind.KILL, Kind.DELAY).withoutReduction());
        assertThat(violations(engine, search -> search.onlyBy(Kind.KILL, Kind.DELAY)))
                .isEqualTo(allOrders);
    }

    private static Set<String> violations(Engine engine, UnaryOperator<ScheduleSearch> how) {
        ScheduleSearch search = new ScheduleSearch(1, 1).holders(1).sabotage(engine.sabotage);
        ScheduleReport report = how.apply(search).run();
        System.out.println(engine + ": " + report);
        assertThat(report.isComplete()).isTrue();
        return report.violations().keySet();
    }
}
