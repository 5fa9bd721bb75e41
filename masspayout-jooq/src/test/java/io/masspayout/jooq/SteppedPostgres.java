package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.IdSource;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StatementLine;
import io.masspayout.testing.simulation.SimulatedDatabase;
import io.masspayout.testing.simulation.Turnstile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;

/**
 * The real store on a real PostgreSQL, stepped statement by statement: each process of a simulation has a connection of its own, and others
 * go first between any two of its statements, so that what READ COMMITTED allows happens. Leases run by simulated time: in these sessions
 * {@code clock_timestamp()} is a function of ours that reads it from a table.
 */
final class SteppedPostgres implements SimulatedDatabase {

    private final StoreSchema schema;
    private final InstantSource clock;
    private final IdSource ids;
    private final Connection monitor;
    private final List<Connection> connections = new ArrayList<>();
    private final Map<String, Integer> backends = new HashMap<>();
    private final DSLContext committed;
    private final StoredRows rows;
    private Instant clockShows = Instant.MIN;

    SteppedPostgres(StoreSchema schema, InstantSource clock, IdSource ids) {
        this.schema = schema;
        this.clock = clock;
        this.ids = ids;
        this.monitor = connect();
        this.committed =
                DSL.using(monitor, SQLDialect.POSTGRES, JooqPayoutStore.settings(new SchemaName(schema.name())));
        this.rows = new StoredRows(committed);
    }

    /** Makes the clock of a schema, once. */
    static void prepare(StoreSchema schema) {
        TestDatabase.execute(
                "CREATE TABLE " + schema.name() + ".simulated_clock (shows TIMESTAMPTZ NOT NULL)",
                "INSERT INTO " + schema.name() + ".simulated_clock VALUES (now())",
                "CREATE FUNCTION " + schema.name() + ".clock_timestamp() RETURNS TIMESTAMPTZ LANGUAGE sql VOLATILE AS"
                        + " 'SELECT shows FROM " + schema.name() + ".simulated_clock'");
    }

    private Connection connect() {
        try {
            Connection connection = TestDatabase.dataSource().getConnection();
            try (Statement statement = connection.createStatement()) {
                // pg_catalog comes first unless it is named.
                statement.execute("SET search_path TO " + schema.name() + ", pg_catalog");
            }
            connections.add(connection);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PaymentStore session(String name, Turnstile turnstile) {
        try {
            Connection connection = connect();
            backends.put(name, connection.unwrap(PGConnection.class).getBackendPID());
            return JooqPayoutStore.builder(new SteppedConnection(connection, turnstile, this::showTime))
                    .schema(schema.name())
                    .schemaMode(SchemaMode.NONE)
                    .ids(ids)
                    .build();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void showTime() {
        Instant now = clock.instant();
        if (!now.equals(clockShows)) {
            clockShows = now;
            try (PreparedStatement update =
                    monitor.prepareStatement("UPDATE " + schema.name() + ".simulated_clock SET shows = ?")) {
                update.setObject(1, now.atOffset(ZoneOffset.UTC));
                update.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public boolean callsWait() {
        return true;
    }

    @Override
    public boolean isWaiting(String session) {
        Integer backend = backends.get(session);
        try (PreparedStatement query =
                monitor.prepareStatement("SELECT 1 FROM pg_stat_activity WHERE pid = ? AND wait_event_type = 'Lock'")) {
            query.setInt(1, backend == null ? 0 : backend);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // A new version of a row has a greater xmin; leases come and go and are nothing to look at.
    @Override
    public Object version(List<DistributionId> ids) {
        return committed.fetchSingle(
                """
                SELECT
                  (SELECT SUM(h.xmin::text::bigint) FROM {0} h WHERE h.distribution_id = ANY ({3})),
                  (SELECT SUM(hashtext(CONCAT_WS(',', b.id, b.status, b.transaction_id, b.paid_amount, b.failed_payments)))
                     FROM {1} b WHERE b.distribution_id = ANY ({3})),
                  (SELECT SUM(hashtext(CONCAT_WS(',', d.id, d.status, d.held, d.planned_at, d.cancel_requested)))
                     FROM {2} d WHERE d.id = ANY ({3}))
                """,
                HOLDER,
                BATCH_PAYOUT,
                DISTRIBUTION,
                DSL.val(ids.stream().map(DistributionId::value).toArray(UUID[]::new)));
    }

    @Override
    public Distribution distribution(DistributionId id) {
        return DistributionRows.distribution(DistributionRows.read(committed, id));
    }

    @Override
    public List<StatementLine> statement(DistributionId id) {
        return rows.statement(id);
    }

    @Override
    public List<BatchPayout> batches(DistributionId id) {
        return rows.batches(id);
    }

    @Override
    public void close() {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
