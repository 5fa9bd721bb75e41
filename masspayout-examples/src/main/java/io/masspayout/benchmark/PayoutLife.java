package io.masspayout.benchmark;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderSource;
import io.masspayout.model.TimeOrderedIds;
import io.masspayout.planning.Planner;
import io.masspayout.store.Act;
import io.masspayout.store.Progress;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A distribution from its register to its statement, in a schema of its own, as one host works through it. Each step tells its nanoseconds. */
final class PayoutLife {

    static final String SCHEMA = "life";

    private static final String ASSET = "0.0.789012";
    private static final String TREASURY = "0.0.1001";
    private static final String TOKEN = "0.0.429274";
    private static final int DECIMALS = 6;

    private final JooqPayoutStore store;
    private final BenchmarkLedger ledger;
    private final MassPayoutClient client;

    PayoutLife(MassPayoutDataSource pool, BenchmarkLedger ledger, Executor executor) {
        this.store = BenchmarkDatabase.store(pool, SCHEMA);
        this.ledger = ledger;
        this.client = MassPayoutClient.builder()
                .store(store)
                .ledger(ledger)
                .executor(executor)
                .build();
    }

    MassPayoutClient client() {
        return client;
    }

    /** An asset with no register yet. */
    AssetId openAsset(String suffix) {
        Asset asset = client.assets()
                .importAsset(AssetImport.of(ASSET + suffix)
                        .paidFrom(TREASURY)
                        .paidIn(TOKEN, DECIMALS)
                        .described("Acme Equity", "ACME", 2, 1_000_000_000_000L));
        return asset.id();
    }

    long importRegister(AssetId asset, Path csv) {
        long begun = System.nanoTime();
        client.assets().importRegister(asset, csv);
        return System.nanoTime() - begun;
    }

    DistributionId declare(AssetId asset, String key) {
        Distribution dividend = client.distributions()
                .create(DistributionRequest.dividend(asset)
                        .amount("7654321.123456")
                        .holdersFrom(HolderSource.REGISTER)
                        .idempotencyKey(key)
                        .build());
        return dividend.id();
    }

    long preview(DistributionId id) {
        long begun = System.nanoTime();
        client.distributions().preview(id);
        return System.nanoTime() - begun;
    }

    long plan(DistributionId id) {
        Planner planner = new Planner(
                store, ledger, Optional.empty(), new TimeOrderedIds(InstantSource.system(), new SecureRandom()));
        long begun = System.nanoTime();
        planner.plan(id, new Act("benchmark", "", Instant.now()));
        return System.nanoTime() - begun;
    }

    /** Pays everybody in one call, and has the books say so. */
    long pay(DistributionId id) {
        long begun = System.nanoTime();
        client.payouts().execute(id);
        long took = System.nanoTime() - begun;
        requireDone(id);
        return took;
    }

    long askForProgress(DistributionId id) {
        long begun = System.nanoTime();
        store.progress(id);
        return System.nanoTime() - begun;
    }

    void requireDone(DistributionId id) {
        Progress progress = store.progress(id);
        if (progress.status() != DistributionStatus.COMPLETED) {
            throw new IllegalStateException("distribution " + id + " is not paid: " + progress);
        }
    }

    long writeStatement(DistributionId id, Path file) throws IOException {
        long begun = System.nanoTime();
        try (Writer out = Files.newBufferedWriter(file)) {
            client.reports().statementCsv(id, out);
        }
        return System.nanoTime() - begun;
    }

    /** What SQL says of the books, in which the library has no part: everybody paid once, by a transaction that the ledger has. */
    static void verify(BenchmarkDatabase database, int holders, int transactions) throws SQLException {
        long paid = database.number("SELECT count(*) FROM life.holder WHERE status = 'PAID'");
        long by = database.number(
                "SELECT count(DISTINCT settled_by_transaction_id) FROM life.holder WHERE status = 'PAID'");
        if (paid != holders || by != transactions) {
            throw new IllegalStateException("of " + holders + " holders " + paid + " are paid, by " + by + " of "
                    + transactions + " transactions");
        }
    }
}
