package io.masspayout.campaign;

import io.masspayout.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The conductor's own look at the database, in plain SQL. */
final class Books {

    private static final String OPEN = "status IN ('PENDING', 'PROCESSING')";

    /** For so long the server may be away: it is killed, and restored, at any moment, also between two questions on one pooled connection. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(1);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    /** Of the SQL states that say that the server is away, or has gone away. */
    private static final List<String> AWAY = List.of("08", "57P");

    private final DataSource dataSource;

    Books(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How many distributions have not ended. */
    long open() {
        return Long.parseLong(
                lines("SELECT count(*) FROM distribution WHERE " + OPEN).get(0));
    }

    /** Batches that are at their end, well or badly. */
    long endedBatches() {
        return Long.parseLong(
                lines("SELECT count(*) FROM batch_payout WHERE status IN ('COMPLETED', 'FAILED', 'CANCELLED')")
                        .get(0));
    }

    /** Those on hold; an end with failures does not lift a hold. */
    List<UUID> held() {
        return ids("SELECT id FROM distribution WHERE held AND status NOT IN ('COMPLETED', 'CANCELLED')");
    }

    /** Those that ended with somebody unpaid who could be paid now. */
    List<UUID> withFailures() {
        return ids("SELECT id FROM distribution WHERE status IN ('PARTIALLY_COMPLETED', 'FAILED') ORDER BY id");
    }

    /** How often a ledger id ended in a way that contradicts what was recorded of it. */
    long contradictions() {
        return Long.parseLong(lines("SELECT count(*) FROM audit_event WHERE event = 'contradiction'")
                .get(0));
    }

    /**
     * The open batches under the leases of some, these included.
     *
     * @param sent only those that may have been sent
     */
    List<String> leftWith(UUID[] batches, boolean sent) {
        return lines(
                "SELECT id FROM batch_payout WHERE lease_token IN (SELECT lease_token FROM batch_payout WHERE id = ANY (?))"
                        + " AND (status = 'PROCESSING' OR status = 'PENDING' AND NOT ?)",
                batches,
                sent);
    }

    /** Those of some batches that have ended. */
    List<String> ended(Collection<String> batches) {
        return lines("SELECT id FROM batch_payout WHERE id = ANY (?) AND NOT " + OPEN, (Object)
                batches.stream().map(UUID::fromString).toArray(UUID[]::new));
    }

    /** What has not ended, for a person to see why. */
    List<String> stuck() {
        return lines("SELECT d.id || ' is ' || d.status || CASE WHEN d.held THEN ', held' ELSE '' END || ': '"
                + " || coalesce(string_agg(b.status || ' batch ' || b.batch_number || ' attempts ' || b.attempts"
                + " || ' next ' || coalesce(b.next_attempt_at::text, 'now') || ' ' || coalesce(b.failure_code, ''), '; '), '')"
                + " FROM distribution d LEFT JOIN batch_payout b ON b.distribution_id = d.id AND b." + OPEN
                + " WHERE d." + OPEN + " GROUP BY d.id LIMIT 20");
    }

    /** The first column of a query, line by line; the conductor asks again while the server is away. */
    List<String> lines(String sql, Object... parameters) {
        long deadline = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        while (true) {
            try (Connection connection = dataSource.getConnection()) {
                return lines(connection, sql, parameters);
            } catch (SQLException e) {
                if (!isAway(e) || System.nanoTime() - deadline >= 0) {
                    throw new StoreUnavailableException("the database does not answer the conductor", e);
                }
            }
            Await.atMost(BETWEEN_QUESTIONS, () -> false);
        }
    }

    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientConnectionException
                || (state != null && AWAY.stream().anyMatch(state::startsWith));
    }

    static List<String> lines(Connection connection, String sql, Object... parameters) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        }
        return lines;
    }

    private List<UUID> ids(String sql) {
        return lines(sql).stream().map(UUID::fromString).toList();
    }
}
