package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.testing.simulation.Simulation;
import io.masspayout.testing.simulation.SimulationReport;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Simulations on PostgreSQL, stepped between any two statements of a verb. As a campaign: {@code ./mvnw -q -B -ntp -pl masspayout-jooq -am
 * test -Dtest=PostgresSimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seeds=2000}.
 */
@Tag("long")
class PostgresSimulationTest {

    /** What the build has time for. */
    private static final long USUAL_SEEDS = 16;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private StoreSchema schema;
    private long simulations;
    private long steps;
    private long kills;
    private long transactions;

    @BeforeEach
    void migrate() {
        schema = new StoreSchema();
        SteppedPostgres.prepare(schema);
    }

    @AfterEach
    void drop() {
        schema.drop();
    }

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
    }

    @Test
    void noPromiseIsBrokenByTheUsualSeeds() {
        run(Long.getLong("simulation.first", 1), Long.getLong("simulation.seeds", USUAL_SEEDS));
    }

    @Test
    void noPromiseIsBrokenByFreshSeeds() {
        run(new SecureRandom().nextLong() >>> 8, USUAL_SEEDS / 2);
    }

    private void run(long first, long seeds) {
        long started = System.nanoTime();
        for (long seed = first; seed < first + seeds; seed++) {
            add(Simulation.of(seed)
                    .threads(THREADS)
                    .database((clock, ids) -> new SteppedPostgres(schema, clock, ids), ++simulations)
                    .run());
        }
        System.out.printf(
                Locale.ROOT,
                "%,d seeds from %d on PostgreSQL, no violation: %,d steps, %,d kills, %,d ledger transactions, in %d s%n",
                seeds,
                first,
                steps,
                kills,
                transactions,
                Duration.ofNanos(System.nanoTime() - started).toSeconds());
        assertThat(transactions).as("ledger transactions").isPositive();
    }

    private void add(SimulationReport report) {
        steps += report.steps();
        kills += report.kills();
        transactions += report.ledgerTransactions();
    }
}
