package io.masspayout.benchmark;

import io.masspayout.jooq.MassPayoutDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** What all measurements work with. */
record Bench(BenchmarkDatabase database, MassPayoutDataSource pool, ExecutorService ledgerCalls, Path directory)
        implements AutoCloseable {

    /** Ledger calls take no time here; a late ledger's answers need a thread each for a moment only. */
    private static final int LEDGER_THREADS = 4;

    static Bench open() throws SQLException, IOException {
        BenchmarkDatabase database = BenchmarkDatabase.start();
        return new Bench(
                database,
                database.pool(),
                Executors.newFixedThreadPool(LEDGER_THREADS),
                Files.createTempDirectory("masspayout-benchmark"));
    }

    /** On empty tables. */
    PayoutLife newLife(BenchmarkLedger ledger) throws SQLException {
        database.renew(PayoutLife.SCHEMA, pool);
        return new PayoutLife(pool, ledger, ledgerCalls);
    }

    @Override
    public void close() {
        ledgerCalls.shutdownNow();
        pool.close();
        database.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
