package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.STAGED_HOLDER;

import io.masspayout.jooq.internal.ServerEncoding;
import io.masspayout.jooq.internal.StoredText;
import io.masspayout.register.InvalidRegisterException;
import io.masspayout.storable.CallerText;
import io.masspayout.storable.OutsideText;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows into {@code staged_holder}, in constant memory: by COPY, or by arrays where the pool hides the driver. */
final class StagedCopy {

    /** Large enough to hide the round trip, small enough to be nothing in a heap. */
    private static final int CHUNK_CHARACTERS = 1 << 16;

    private static final int ROWS_PER_STATEMENT = 5_000;

    private StagedCopy() {}

    /** Returns how many rows were written. */
    static long write(DSLContext db, StagingId stagingId, Iterable<StagedHolder> rows) {
        return db.connectionResult(connection -> connection.isWrapperFor(PGConnection.class)
                ? copy(db, connection, stagingId, rows)
                : insert(db, stagingId, rows));
    }

    private static long copy(DSLContext db, Connection connection, StagingId stagingId, Iterable<StagedHolder> rows)
            throws SQLException {
        String sql = "COPY " + db.render(STAGED_HOLDER)
                + " (staging_id, line, account_as_given, account_id, account_exists, balance) FROM STDIN";
        ServerEncoding encoding = StoredText.encoding(db.configuration());
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            StringBuilder chunk = new StringBuilder(CHUNK_CHARACTERS + 1024);
            for (StagedHolder row : rows) {
                requireExact(row, encoding);
                chunk.append(stagingId.value()).append('\t').append(row.line()).append('\t');
                escaped(chunk, OutsideText.storable(row.accountAsGiven(), OutsideText.MAX_LENGTH, encoding))
                        .append('\t');
                escaped(chunk, row.account().value()).append('\t');
                chunk.append(row.exists() ? 't' : 'f')
                        .append('\t')
                        .append(row.balance())
                        .append('\n');
                if (chunk.length() >= CHUNK_CHARACTERS) {
                    send(copy, chunk);
                }
            }
            send(copy, chunk);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    // Who is to be paid is found again by the account's id: written in another way it would be another account.
    private static void requireExact(StagedHolder row, ServerEncoding encoding) {
        CallerText.problem(row.account().value(), encoding).ifPresent(problem -> {
            throw new InvalidRegisterException(row.line(), "account '" + row.account() + "' " + problem);
        });
    }

    private static void send(CopyIn copy, StringBuilder chunk) throws SQLException {
        byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        chunk.setLength(0);
    }

    /** COPY's text form gives a backslash, a tab and line ends a meaning. */
    private static StringBuilder escaped(StringBuilder to, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> to.append("\\\\");
                case '\t' -> to.append("\\t");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                default -> to.append(c);
            }
        }
        return to;
    }

    private static long insert(DSLContext db, StagingId stagingId, Iterable<StagedHolder> rows) {
        List<StagedHolder> some = new ArrayList<>(ROWS_PER_STATEMENT);
        long written = 0;
        ServerEncoding encoding = StoredText.encoding(db.configuration());
        for (StagedHolder row : rows) {
            requireExact(row, encoding);
            some.add(row);
            if (some.size() == ROWS_PER_STATEMENT) {
                written += insertSome(db, stagingId, some);
                some.clear();
            }
        }
        return written + insertSome(db, stagingId, some);
    }

    private static int insertSome(DSLContext db, StagingId stagingId, List<StagedHolder> rows) {
        Unnested<StagedHolder> u = new Unnested<>("u", rows);
        Field<Long> line = u.column("line", SQLDataType.BIGINT, StagedHolder::line);
        Field<String> given = u.column("given", StoredText.TYPE, StagedHolder::accountAsGiven);
        Field<String> account =
                u.column("account", StoredText.TYPE, row -> row.account().value());
        Field<Boolean> exists = u.column("present", SQLDataType.BOOLEAN, StagedHolder::exists);
        Field<Long> balance = u.column("balance", SQLDataType.BIGINT, StagedHolder::balance);
        return db.insertInto(
                        STAGED_HOLDER,
                        STAGED_HOLDER.STAGING_ID,
                        STAGED_HOLDER.LINE,
                        STAGED_HOLDER.ACCOUNT_AS_GIVEN,
                        STAGED_HOLDER.ACCOUNT_ID,
                        STAGED_HOLDER.ACCOUNT_EXISTS,
                        STAGED_HOLDER.BALANCE)
                .select(DSL.select(DSL.val(stagingId.value()), line, given, account, exists, balance)
                        .from(u.table()))
                .execute();
    }
}
