package io.masspayout.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.store.IntentResult;
import io.masspayout.testing.simulation.Move.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each defect that can show in a small world is found there, within the least bounds. What needs an operator who holds, stops or opens again, clocks that
 * disagree, a distribution that no worker can read, or words that no database can store cannot show, as this world has none of them; those are for
 * {@link SabotageTest}.
 */
@Tag("long")
class ScheduleSabotageTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * Something that is broken.
     *
     * @param troubles that it takes
     */
    private record Defect(String name, int troubles, Supplier<Sabotage> broken, UnaryOperator<ScheduleSearch> world) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Defect defect(String name, int troubles, Supplier<Sabotage> broken) {
        return new Defect(name, troubles, broken, search -> search);
    }

    static List<Defect> defects() {
        return List.of(
                defect("an intent is written after sending", 0, BrokenIntents.WrittenAfterSending::new),
                defect("each share is rounded", 0, BrokenPayments.EachShareRounded::new),
                defect("an outcome is recorded without its id", 0, BrokenOutcomes.RecordedWithoutItsId::new),
                defect("\"not found\" is taken for \"never\"", 1, BrokenOutcomes.NotFoundTakenAsNever::new),
                defect("a new id while the old one is valid", 1, BrokenOutcomes.NewIdWhileTheOldIsValid::new),
                defect("holders are queued again on a lost answer", 1, BrokenOutcomes.LostAnswerTakenAsFailure::new),
                defect("the ledger's history is not compared", 1, BrokenMemory.WatchSwitchedOff::new),
                new Defect(
                        "a retry forgets who was paid",
                        2,
                        BrokenPayments.RetryForgetsWhoWasPaid::new,
                        search -> search.onlyBy(Kind.HOLD_UP)),
                new Defect(
                        "a split drops a holder",
                        2,
                        BrokenPayments.SplitDropsAHolder::new,
                        search -> search.holders(2)),
                new Defect(
                        "a refused re-send is taken for the end of the id",
                        2,
                        BrokenOutcomes.RefusalTakenAsTheEnd::new,
                        search -> search.holders(1).onlyBy(Kind.DELAY, Kind.HOLD_UP)),
                new Defect(
                        "an intent refused for a lost lease is sent",
                        2,
                        () -> new BrokenIntents.SentThough(IntentResult.LEASE_LOST),
                        search -> search.holders(1).onlyBy(Kind.STALL, Kind.HOLD_UP)));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void isFound(Defect defect) {
        ScheduleReport broken = defect.world
                .apply(new ScheduleSearch(0, defect.troubles))
                .sabotage(defect.broken)
                .untilFirstViolation()
                .atMost(PATIENCE)
                .run();
        System.out.println(defect + ", " + defect.troubles + " troubles: " + broken);
        assertThat(broken.violations()).isNotEmpty();
    }
}
