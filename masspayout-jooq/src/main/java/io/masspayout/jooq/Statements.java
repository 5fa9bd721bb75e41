package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.HolderRecord;
import io.masspayout.store.StatementLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads all holders of a distribution, by account, so that neither side holds them all: by COPY, which is the fastest way out of the server, or
 * through a cursor where the pool hides the driver.
 */
final class Statements {

    /** How many rows the server sends at once through a cursor: a round trip for about a megabyte. */
    private static final int FETCH_SIZE = 5_000;

    private Statements() {}

    /** Inside a transaction whose settings end with it; returns how many there were. */
    static long stream(DSLContext db, DistributionRecord of, Consumer<StatementLine> lines) {
        // For one distribution that is most of the table the server would rather read it whole and sort it, on its
        // disk.
        db.execute("SET LOCAL enable_sort = off");
        db.execute("SET LOCAL enable_incremental_sort = off");
        db.execute("SET LOCAL enable_seqscan = off");
        db.execute("SET LOCAL enable_bitmapscan = off");
        return db.connectionResult(connection ->
                connection.isWrapperFor(PGConnection.class) ? copy(db, connection, of, lines) : walk(db, of, lines));
    }

    private static long copy(DSLContext db, Connection connection, DistributionRecord of, Consumer<StatementLine> lines)
            throws SQLException {
        // COPY writes times as the session would.
        db.execute("SET LOCAL DateStyle = 'ISO'");
        db.execute("SET LOCAL TimeZone = 'UTC'");
        String rows = db.renderInlined(DSL.select(StatementCopy.COLUMNS)
                .from(HOLDER)
                .where(HolderLists.areOf(of, Optional.empty()))
                .orderBy(HOLDER.DISTRIBUTION_ID, HOLDER.ACCOUNT_ID));
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + rows + ") TO STDOUT");
        try {
            StatementCopy reader = new StatementCopy(of.getPaymentTokenDecimals());
            long count = 0;
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                lines.accept(reader.line(row));
                count++;
            }
            return count;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static long walk(DSLContext db, DistributionRecord of, Consumer<StatementLine> lines) {
        int decimals = of.getPaymentTokenDecimals();
        long count = 0;
        try (Cursor<HolderRecord> cursor = db.selectFrom(HOLDER)
                .where(HolderLists.areOf(of, Optional.empty()))
                .orderBy(HOLDER.DISTRIBUTION_ID, HOLDER.ACCOUNT_ID)
                .fetchSize(FETCH_SIZE)
                .fetchLazy()) {
            for (HolderRecord row : cursor) {
                lines.accept(HolderRows.statementLine(row, decimals));
                count++;
            }
        }
        return count;
    }
}
