package io.masspayout.testing.simulation;

import io.masspayout.model.IdSource;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Describes one simulation of a whole deployment; see the package. The engines, the rules and the auditor are the real ones.
 *
 * <pre>{@code
 * ExecutorService threads = Executors.newCachedThreadPool();
 * for (long seed = 1; seed <= 1_000; seed++) {
 *     Simulation.of(seed).threads(threads).run();
 * }
 * }</pre>
 *
 * <p>Not thread-safe; different simulations may run at the same time.
 */
public final class Simulation {

    private final long seed;
    private @Nullable Executor threads;
    private BiFunction<InstantSource, IdSource, SimulatedDatabase> database = InMemoryDatabase::new;
    private Supplier<Sabotage> sabotage = () -> Sabotage.NONE;
    private long number = 1;
    private boolean ordinary;

    private Simulation(long seed) {
        this.seed = seed;
    }

    /** The simulation that a seed stands for. */
    public static Simulation of(long seed) {
        return new Simulation(seed);
    }

    /** Threads for the processes: each task gets one of its own at once, though only one of them runs at a time. Required. */
    public Simulation threads(Executor executor) {
        this.threads = executor;
        return this;
    }

    /**
     * The database; one in memory unless set.
     *
     * @param opener gets the clock by which leases are to expire, and ids; what it opens is closed in the end
     * @param simulationNumber another one for each simulation that shares the database, so that their assets are not the same
     */
    public Simulation database(BiFunction<InstantSource, IdSource, SimulatedDatabase> opener, long simulationNumber) {
        this.database = opener;
        this.number = simulationNumber;
        return this;
    }

    /**
     * Only processes, network and ledger make trouble: the database is never put back to a backup, the gateway keeps its contract, and every row can be
     * read. What is left has more of each simulation.
     */
    public Simulation withOrdinaryTrouble() {
        this.ordinary = true;
        return this;
    }

    /** Breaks every worker on purpose. */
    public Simulation sabotage(Supplier<Sabotage> breaker) {
        this.sabotage = breaker;
        return this;
    }

    /**
     * Runs it: some hundred steps with trouble, then until everything has ended.
     *
     * @throws SimulationFailure when a promise was broken
     */
    public SimulationReport run() {
        Executor given = Objects.requireNonNull(threads, "threads are required; pass an executor");
        try (Director director = new Director(seed, number, ordinary, given, database, sabotage)) {
            return director.run();
        }
    }
}
