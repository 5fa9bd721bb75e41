package io.masspayout.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Many seeds, in the build and as a campaign: {@code ./mvnw -q -B -ntp -pl masspayout-core test -Dtest=SimulationTest
 * -Dsimulation.seeds=100000}. One seed again: {@code -Dsimulation.first=SEED -Dsimulation.seeds=1}.
 */
class SimulationTest {

    /** What the build has time for. */
    private static final long USUAL_SEEDS = 1_000;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
    }

    @Test
    void noPromiseIsBrokenByTheUsualSeeds() throws Exception {
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", USUAL_SEEDS);
        campaign(first, seeds);
    }

    /** Seeds that nobody has seen before; the failure names the one that failed. */
    @Test
    void noPromiseIsBrokenByFreshSeeds() throws Exception {
        campaign(new SecureRandom().nextLong() >>> 8, USUAL_SEEDS / 2);
    }

    private static void campaign(long first, long seeds) throws Exception {
        long started = System.nanoTime();
        SeedRange range = new SeedRange();
        range.run(first, seeds, seed -> Simulation.of(seed).threads(THREADS).run());
        System.out.println("seeds from " + first + ": " + range + ", in "
                + Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s");
        assertThat(range.simulations()).isEqualTo(seeds);
        if (seeds >= USUAL_SEEDS / 2) {
            assertThat(range.kills()).as("processes killed").isGreaterThan(seeds);
            assertThat(range.clones()).as("clones").isPositive();
            assertThat(range.transactions()).as("ledger transactions").isGreaterThan(seeds);
        }
    }

    @Test
    void threadsAreRequired() {
        assertThatThrownBy(() -> Simulation.of(1).run())
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("threads are required");
    }
}
