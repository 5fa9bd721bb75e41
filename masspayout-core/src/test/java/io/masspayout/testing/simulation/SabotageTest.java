package io.masspayout.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.store.IntentResult;
import io.masspayout.testing.FinishWithoutLock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each defect that this library must not have is built in, and noticed within so many seeds. Prints the median number of seeds; more
 * hunts by {@code -Dsabotage.hunts=51}. One is left to {@link ScheduleSabotageTest}, which finds it each time: that a refused re-send is taken for the
 * end of the id took 7,373 seeds in one state of the dice, and more than 70,000 in the next.
 */
@Tag("long")
class SabotageTest {

    private static final int HUNTS = Integer.getInteger("sabotage.hunts", 1);

    /** Part of the names of the defects that are hunted: all of them unless set. */
    private static final String ONLY = System.getProperty("sabotage.only", "");

    /** Hunts begin so far apart that no two of them see the same seed. */
    private static final long APART = 1_000_000;

    /** For what takes several rare things at once. Ten times the seeds that the rarest took: another stream of dice must not fail the build. */
    private static final int RARE = 70_000;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    /**
     * Something that is broken.
     *
     * @param mostSeeds within which it has to be noticed
     */
    private record Defect(String name, int mostSeeds, UnaryOperator<Simulation> buildIn) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Defect> defects() {
        return all().stream().filter(defect -> defect.name.contains(ONLY)).toList();
    }

    private static List<Defect> all() {
        return List.of(
                new Defect("an intent is written after sending", 200, ordinary(BrokenIntents.WrittenAfterSending::new)),
                new Defect(
                        "an intent refused for a lost lease is sent",
                        RARE,
                        ordinary(() -> new BrokenIntents.SentThough(IntentResult.LEASE_LOST))),
                new Defect(
                        "\"not found\" is taken for \"never\"",
                        1_000,
                        ordinary(BrokenOutcomes.NotFoundTakenAsNever::new)),
                new Defect(
                        "a new id while the old one is valid",
                        200,
                        ordinary(BrokenOutcomes.NewIdWhileTheOldIsValid::new)),
                new Defect(
                        "an outcome is recorded without its id",
                        2_000,
                        ordinary(BrokenOutcomes.RecordedWithoutItsId::new)),
                new Defect(
                        "holders are queued again on a lost answer",
                        2_000,
                        ordinary(BrokenOutcomes.LostAnswerTakenAsFailure::new)),
                new Defect("a retry forgets who was paid", 200, ordinary(BrokenPayments.RetryForgetsWhoWasPaid::new)),
                new Defect("a split drops a holder", 200, ordinary(BrokenPayments.SplitDropsAHolder::new)),
                new Defect("each share is rounded", 50, ordinary(BrokenPayments.EachShareRounded::new)),
                new Defect(
                        "an intent refused for a hold is sent",
                        1_000,
                        ordinary(() -> new BrokenIntents.SentThough(IntentResult.HELD))),
                new Defect(
                        "a finish without its lock",
                        RARE,
                        simulation -> simulation.withOrdinaryTrouble().database(FinishWithoutLock::new, 1)),
                new Defect(
                        "the worker's own clock says what is dead",
                        RARE,
                        ordinary(BrokenOutcomes.ExpiredByTheWorkersClock::new)),
                new Defect(
                        "an intent refused for a stopped treasury is sent",
                        RARE,
                        ordinary(() -> new BrokenIntents.SentThough(IntentResult.TREASURY_STOPPED))),
                new Defect(
                        "the ledger's history is never compared", 1_000, workers(BrokenMemory.WatchSwitchedOff::new)),
                new Defect("one failure ends the whole round", 100, workers(BrokenWalls.NoBulkheads::new)),
                new Defect("texts from outside pass no gate", 1_000, workers(BrokenWalls.NoTextGate::new)),
                new Defect(
                        "a restore leaves no trace and the history is never compared",
                        1_000,
                        simulation -> simulation
                                .database(BrokenMemory.NoMemoryOfRestores::new, 1)
                                .sabotage(BrokenMemory.WatchSwitchedOff::new)));
    }

    private static UnaryOperator<Simulation> workers(Supplier<Sabotage> broken) {
        return simulation -> simulation.sabotage(broken);
    }

    /** Defects of one moment in the life of a batch are hunted where only processes, network and ledger make trouble: the rest takes most of the time. */
    private static UnaryOperator<Simulation> ordinary(Supplier<Sabotage> broken) {
        return simulation -> simulation.withOrdinaryTrouble().sabotage(broken);
    }

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void isNoticed(Defect defect) {
        List<Long> seeds = new ArrayList<>();
        String noticed = "";
        for (int hunt = 0; hunt < HUNTS; hunt++) {
            long first = 1 + hunt * APART;
            long seed = first;
            SimulationFailure failure = failure(defect, seed);
            while (failure == null && seed - first < defect.mostSeeds) {
                failure = failure(defect, ++seed);
            }
            assertThat(failure)
                    .as(defect + " within " + defect.mostSeeds + " seeds")
                    .isNotNull();
            seeds.add(seed - first + 1);
            noticed = failure.violations().get(0);
        }
        Collections.sort(seeds);
        System.out.printf(
                Locale.ROOT,
                "%-50s noticed after %4d seeds (median of %d, most %d), lately as: %s%n",
                defect,
                seeds.get(HUNTS / 2),
                HUNTS,
                seeds.get(HUNTS - 1),
                noticed);
    }

    private static SimulationFailure failure(Defect defect, long seed) {
        try {
            defect.buildIn.apply(Simulation.of(seed).threads(THREADS)).run();
            return null;
        } catch (SimulationFailure failure) {
            return failure;
        }
    }
}
