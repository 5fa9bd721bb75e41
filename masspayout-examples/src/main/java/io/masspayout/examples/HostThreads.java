package io.masspayout.examples;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The threads of a host: the library has none of its own. */
record HostThreads(ExecutorService forLedgerCalls, ScheduledExecutorService scheduler) implements AutoCloseable {

    /** A call of the simulated ledger is short; a real gateway that blocks while it waits deserves more. */
    private static final int LEDGER_CALLS_AT_ONCE = 4;

    static HostThreads start() {
        return new HostThreads(
                Executors.newFixedThreadPool(LEDGER_CALLS_AT_ONCE), Executors.newSingleThreadScheduledExecutor());
    }

    @Override
    public void close() {
        forLedgerCalls.shutdownNow();
        scheduler.shutdownNow();
    }
}
