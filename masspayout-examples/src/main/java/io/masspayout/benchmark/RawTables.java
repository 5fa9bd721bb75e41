package io.masspayout.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * What PostgreSQL needs for the same rows in the same tables with nobody thinking about them: the tables of the library in a schema of their own,
 * with every column, index and constraint; without the triggers, which would refuse rows that come from nowhere.
 */
final class RawTables {

    static final String SCHEMA = "raw";

    private static final String HOLDER_COLUMNS =
            "id, asset_id, distribution_id, account_id, balance, payment_amount, paid, created_at,"
                    + " updated_at, account_as_given, account_exists, status, skip_reason, failure_code, failure_detail, batch_id,"
                    + " attempts, paid_amount, paid_at, settled_by_transaction_id";

    private final BenchmarkDatabase database;
    private final String library;
    private final Path file;

    /**
     * With nothing in them but the assets of the library.
     *
     * @param library the schema in which the library works
     * @param directory for rows on their way from there
     */
    RawTables(BenchmarkDatabase database, String library, Path directory) throws SQLException {
        this.database = database;
        this.library = library;
        this.file = directory.resolve("rows.copy");
        database.execute("ALTER TABLE " + SCHEMA + ".holder DISABLE TRIGGER USER");
        database.execute("ALTER TABLE " + SCHEMA + ".batch_payout DISABLE TRIGGER USER");
        database.execute("ALTER TABLE " + SCHEMA + ".distribution DISABLE TRIGGER USER");
        database.execute("INSERT INTO " + SCHEMA + ".asset SELECT * FROM " + library + ".asset");
    }

    /** Copies the register; the nanoseconds of the COPY. */
    long copyRegister() throws SQLException, IOException {
        return copy("distribution_id IS NULL");
    }

    /** Copies the holders of the one distribution that there is; the nanoseconds of their COPY. */
    long copyHolders() throws SQLException, IOException {
        for (String table : List.of("distribution", "batch_payout")) {
            database.execute("INSERT INTO " + SCHEMA + "." + table + " SELECT * FROM " + library + "." + table);
        }
        return copy("distribution_id IS NOT NULL");
    }

    private long copy(String which) throws SQLException, IOException {
        try (OutputStream rows = Files.newOutputStream(file)) {
            database.copyOut(
                    "COPY (SELECT " + HOLDER_COLUMNS + " FROM " + library + ".holder WHERE " + which + ") TO STDOUT",
                    rows);
        }
        database.settleDown();
        try (InputStream rows = Files.newInputStream(file)) {
            long begun = System.nanoTime();
            database.copyIn("COPY " + SCHEMA + ".holder (" + HOLDER_COLUMNS + ") FROM STDIN", rows);
            return System.nanoTime() - begun;
        } finally {
            Files.delete(file);
        }
    }

    /** Marks everybody as paid, a batch in each transaction; the nanoseconds it takes. */
    long payBySlices() throws SQLException {
        List<String> batches = database.column("SELECT id FROM " + SCHEMA + ".batch_payout ORDER BY batch_number");
        database.settleDown();
        return database.updateEach("""
                UPDATE %s.holder SET status = 'PAID', paid = true, paid_amount = payment_amount, paid_at = now(),
                  settled_by_transaction_id = 'benchmark-' || batch_id, updated_at = now()
                WHERE batch_id = CAST(? AS uuid)
                """.formatted(SCHEMA), batches);
    }

    /** Reads the columns of a statement, in whatever order they are found; the nanoseconds it takes. */
    long copyStatement() throws SQLException, IOException {
        long begun = System.nanoTime();
        try (OutputStream out = Files.newOutputStream(file)) {
            database.copyOut(
                    "COPY (SELECT account_id, account_as_given, balance, payment_amount, paid_amount, status, skip_reason,"
                            + " failure_code, failure_detail, attempts, batch_id, settled_by_transaction_id, paid_at FROM "
                            + library
                            + ".holder WHERE distribution_id IS NOT NULL) TO STDOUT (FORMAT csv)",
                    out);
        }
        long took = System.nanoTime() - begun;
        Files.delete(file);
        return took;
    }
}
