package io.masspayout.benchmark;

import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.LongStream;

/** One distribution from its register to its statement, each step against what PostgreSQL alone needs for the same rows. */
final class PayoutRound {

    private static final int FEW_HOLDERS = 10_000;

    private static final int HOLDERS_PER_BATCH = 100;

    /** So many distributions of few holders, as one of them is over too soon to be timed. */
    private static final int SMALL_ONES = 10;

    private final Bench bench;
    private final int holders;

    PayoutRound(Bench bench, int holders) {
        this.bench = bench;
        this.holders = holders;
    }

    void measure(Scoreboard board) throws SQLException, IOException {
        BenchmarkDatabase database = bench.database();
        double smallCost = costPerHolderOfSmallOnes();

        database.renew(RawTables.SCHEMA, bench.pool());
        BenchmarkLedger ledger = BenchmarkLedger.atOnce(HOLDERS_PER_BATCH, bench.ledgerCalls());
        PayoutLife life = bench.newLife(ledger);
        AssetId asset = life.openAsset("1");
        RawTables raw = new RawTables(database, PayoutLife.SCHEMA, bench.directory());
        Path csv = RegisterCsv.write(bench.directory(), holders);

        database.settleDown();
        long importing = life.importRegister(asset, csv);
        board.ratio(Target.IMPORT, importing, raw.copyRegister());

        DistributionId id = life.declare(asset, "million");
        database.settleDown();
        long previewing = life.preview(id);
        database.settleDown();
        long planning = life.plan(id);
        board.ratio(Target.PREVIEW, previewing, planning);
        board.ratio(Target.PLAN, planning, raw.copyHolders());

        database.settleDown();
        long paying = life.pay(id);
        PayoutLife.verify(database, holders, ledger.transactions());
        board.ratio(Target.PAY, paying, raw.payBySlices());

        long writing = life.writeStatement(id, bench.directory().resolve("statement.csv"));
        board.ratio(Target.STATEMENT, writing, raw.copyStatement());

        double cost = (double) (planning + paying) / holders;
        board.note(
                Target.GROWTH, cost / smallCost, "%.1f µs a holder against %.1f µs", cost / 1_000, smallCost / 1_000);
    }

    /** Nanoseconds of planning and paying. */
    private double costPerHolderOfSmallOnes() throws SQLException, IOException {
        PayoutLife life = bench.newLife(BenchmarkLedger.atOnce(HOLDERS_PER_BATCH, bench.ledgerCalls()));
        AssetId asset = life.openAsset("2");
        life.importRegister(asset, RegisterCsv.write(bench.directory(), FEW_HOLDERS));
        bench.database().settleDown();
        long nanos = LongStream.range(0, SMALL_ONES)
                .map(i -> {
                    DistributionId id = life.declare(asset, "small " + i);
                    return life.plan(id) + life.pay(id);
                })
                .sum();
        return (double) nanos / SMALL_ONES / FEW_HOLDERS;
    }
}
