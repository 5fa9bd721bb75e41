package io.masspayout.testing.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Runs many simulations, as many at once as there are processors, and adds up what they went through. */
final class SeedRange {

    private static final int AT_ONCE = Runtime.getRuntime().availableProcessors();

    private final AtomicLong simulations = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong kills = new AtomicLong();
    private final AtomicLong freezes = new AtomicLong();
    private final AtomicLong setbacks = new AtomicLong();
    private final AtomicLong forgetful = new AtomicLong();
    private final AtomicLong clones = new AtomicLong();
    private final AtomicLong paidByBoth = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong transactions = new AtomicLong();

    /** Runs the simulations of consecutive seeds; rethrows the first failure met. */
    void run(long first, long number, LongFunction<SimulationReport> simulation) throws Exception {
        AtomicLong next = new AtomicLong(first);
        ExecutorService runners = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                running.add(runners.submit(() -> {
                    for (long seed = next.getAndIncrement(); seed < first + number; seed = next.getAndIncrement()) {
                        add(simulation.apply(seed));
                    }
                }));
            }
            for (Future<?> runner : running) {
                runner.get();
            }
        } finally {
            runners.shutdownNow();
        }
    }

    private void add(SimulationReport report) {
        simulations.incrementAndGet();
        steps.addAndGet(report.steps());
        looks.addAndGet(report.looks());
        kills.addAndGet(report.kills());
        freezes.addAndGet(report.freezes());
        setbacks.addAndGet(report.setbacks());
        forgetful.addAndGet(report.forgetful());
        clones.addAndGet(report.clones());
        paidByBoth.addAndGet(report.paidByBoth());
        faults.addAndGet(report.faults());
        transactions.addAndGet(report.ledgerTransactions());
    }

    long simulations() {
        return simulations.get();
    }

    long kills() {
        return kills.get();
    }

    long forgetful() {
        return forgetful.get();
    }

    long clones() {
        return clones.get();
    }

    long transactions() {
        return transactions.get();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d simulations, no violation: %,d steps, %,d kills, %,d freezes, %,d restores of which %,d lacked a payment that the ledger had, %,d clones that paid %,d holders beside the original, %,d faults, %,d ledger transactions, "
                        + "%,d looks of the auditor",
                simulations.get(),
                steps.get(),
                kills.get(),
                freezes.get(),
                setbacks.get(),
                forgetful.get(),
                clones.get(),
                paidByBoth.get(),
                faults.get(),
                transactions.get(),
                looks.get());
    }
}
