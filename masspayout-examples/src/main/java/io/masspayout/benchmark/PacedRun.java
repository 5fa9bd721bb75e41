package io.masspayout.benchmark;

import io.masspayout.ledger.LedgerLimits;
import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** A ledger that answers late and takes only so many batches a second: how much of what it takes is it given? */
final class PacedRun {

    private static final Duration LATENCY = Duration.ofSeconds(3);
    private static final int BATCHES_PER_SECOND = 300;

    /** As on Hedera. */
    private static final int HOLDERS_PER_BATCH = 9;

    /** Twenty seconds' worth. */
    private static final int BATCHES = 20 * BATCHES_PER_SECOND;

    private final Bench bench;

    PacedRun(Bench bench) {
        this.bench = bench;
    }

    void measure(Scoreboard board) throws SQLException, IOException {
        BenchmarkLedger ledger = BenchmarkLedger.after(
                LATENCY, HOLDERS_PER_BATCH, LedgerLimits.MAX_IN_FLIGHT, BATCHES_PER_SECOND, bench.ledgerCalls());
        PayoutLife life = bench.newLife(ledger);
        AssetId asset = life.openAsset("5");
        life.importRegister(asset, RegisterCsv.write(bench.directory(), BATCHES * HOLDERS_PER_BATCH));
        DistributionId id = life.declare(asset, "paced");
        life.plan(id);
        bench.database().settleDown();
        life.pay(id);
        double perSecond = (ledger.submissions() - 1) / (ledger.submitting().toNanos() / 1e9);
        board.note(
                Target.PACE,
                perSecond / BATCHES_PER_SECOND,
                "%.1f batches a second of %d, from the first to the last of %d",
                perSecond,
                BATCHES_PER_SECOND,
                ledger.submissions());
    }
}
