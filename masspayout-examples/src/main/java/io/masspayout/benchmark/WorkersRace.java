package io.masspayout.benchmark;

import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One worker alone, then several on one distribution, each with a client, a pool and a limit of its own, as a process has them. */
final class WorkersRace {

    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final int IN_FLIGHT = 16;
    private static final int WORKERS = 4;

    /** As on Hedera. */
    private static final int HOLDERS_PER_BATCH = 9;

    /** Ten seconds' worth for a worker whose database takes no time. */
    private static final int BATCHES = 3_200;

    private final Bench bench;

    WorkersRace(Bench bench) {
        this.bench = bench;
    }

    void measure(Scoreboard board) throws SQLException, IOException, InterruptedException, ExecutionException {
        PayoutLife host = bench.newLife(ledger());
        AssetId asset = host.openAsset("6");
        host.importRegister(asset, RegisterCsv.write(bench.directory(), BATCHES * HOLDERS_PER_BATCH));
        long alone = race(host, asset, 1);
        long together = race(host, asset, WORKERS);
        board.note(
                Target.WORKERS,
                (double) alone / together,
                "%d batches a second against %d",
                BATCHES * 1_000_000_000L / together,
                BATCHES * 1_000_000_000L / alone);
    }

    /** Each worker has one, with a limit of its own. */
    private BenchmarkLedger ledger() {
        return BenchmarkLedger.after(LATENCY, HOLDERS_PER_BATCH, IN_FLIGHT, LedgerLimits.UNPACED, bench.ledgerCalls());
    }

    private long race(PayoutLife host, AssetId asset, int workers)
            throws SQLException, InterruptedException, ExecutionException {
        DistributionId id = host.declare(asset, workers + " workers");
        host.plan(id);
        List<MassPayoutDataSource> pools = new ArrayList<>();
        List<Callable<Object>> runs = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            MassPayoutDataSource pool = bench.database().pool();
            pools.add(pool);
            PayoutLife worker = new PayoutLife(pool, ledger(), bench.ledgerCalls());
            runs.add(() -> worker.client().payouts().execute(id));
        }
        bench.database().settleDown();
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            long begun = System.nanoTime();
            for (Future<?> run : threads.invokeAll(runs)) {
                run.get();
            }
            long took = System.nanoTime() - begun;
            host.requireDone(id);
            return took;
        } finally {
            threads.shutdownNow();
            pools.forEach(MassPayoutDataSource::close);
        }
    }
}
