package io.masspayout.benchmark;

import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** A large distribution is being paid; meanwhile somebody asks how far it is, and somebody else has a small one to pay. */
final class CrowdedRun {

    private static final int HOLDERS_PER_BATCH = 100;
    private static final int SMALL_HOLDERS = 100;
    private static final int SMALL_ONES = 15;
    private static final int QUESTIONS_EACH_TIME = 10;

    private final Bench bench;
    private final int holders;

    CrowdedRun(Bench bench, int holders) {
        this.bench = bench;
        this.holders = holders;
    }

    void measure(Scoreboard board) throws SQLException, IOException, InterruptedException, ExecutionException {
        PayoutLife life = bench.newLife(BenchmarkLedger.atOnce(HOLDERS_PER_BATCH, bench.ledgerCalls()));
        AssetId smallAsset = life.openAsset("3");
        life.importRegister(smallAsset, RegisterCsv.write(bench.directory(), SMALL_HOLDERS));
        AssetId largeAsset = life.openAsset("4");
        life.importRegister(largeAsset, RegisterCsv.write(bench.directory(), holders));
        DistributionId large = life.declare(largeAsset, "large");
        life.plan(large);
        bench.database().settleDown();

        long[] alone = new long[SMALL_ONES];
        for (int i = 0; i < SMALL_ONES; i++) {
            alone[i] = createAndPay(life, smallAsset, "alone " + i);
        }
        long[] crowded = new long[SMALL_ONES];
        long[] asking = new long[SMALL_ONES * QUESTIONS_EACH_TIME];
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            Future<?> run = worker.submit(() -> life.client().payouts().execute(large));
            for (int i = 0; i < SMALL_ONES; i++) {
                for (int j = 0; j < QUESTIONS_EACH_TIME; j++) {
                    asking[i * QUESTIONS_EACH_TIME + j] = life.askForProgress(large);
                }
                crowded[i] = createAndPay(life, smallAsset, "crowded " + i);
            }
            if (run.isDone()) {
                throw new IllegalStateException(
                        "the large distribution ended too soon to be in anybody's way: " + run.get());
            }
        } finally {
            worker.shutdownNow();
        }
        board.ratio(Target.SMALL, median(crowded), median(alone));
        board.note(
                Target.PROGRESS,
                median(asking) / 1e6,
                "%d questions, the slowest %.1f ms",
                asking.length,
                LongStream.of(asking).max().orElseThrow() / 1e6);
        worker.awaitTermination(1, TimeUnit.MINUTES);
    }

    private static long createAndPay(PayoutLife life, AssetId asset, String key) {
        long begun = System.nanoTime();
        DistributionId id = life.declare(asset, key);
        life.client().payouts().execute(id);
        long took = System.nanoTime() - begun;
        life.requireDone(id);
        return took;
    }

    private static long median(long... values) {
        return LongStream.of(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }
}
