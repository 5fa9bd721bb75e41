package io.masspayout.benchmark;

import io.masspayout.examples.EmbeddedServer;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.jooq.MassPayoutSchema;
import io.masspayout.jooq.SchemaMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL with durable commits, set up for a machine that has some memory, as a server that keeps a million holders is. The library and what
 * it is compared with use the same one.
 */
final class BenchmarkDatabase implements AutoCloseable {

    /** Both sides profit; with the defaults of a server, meant for the smallest machine, checkpoints would be most of what is measured. */
    static final Map<String, String> SETTINGS = Map.of(
            "full_page_writes", "on",
            "shared_buffers", "1GB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "15min",
            "maintenance_work_mem", "256MB");

    private final EmbeddedPostgres server;
    private final String url;
    private final Connection plain;

    private BenchmarkDatabase(EmbeddedPostgres server) throws SQLException {
        this.server = server;
        this.url = server.getJdbcUrl("postgres", "postgres");
        this.plain = server.getPostgresDatabase().getConnection();
    }

    static BenchmarkDatabase start() throws SQLException {
        return new BenchmarkDatabase(EmbeddedServer.start(SETTINGS));
    }

    MassPayoutDataSource pool() {
        return MassPayoutDataSource.builder(url).build();
    }

    /** The library's tables, new and empty, in a schema of this name. */
    void renew(String schema, MassPayoutDataSource pool) throws SQLException {
        execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        MassPayoutSchema.of(pool, schema).prepare(SchemaMode.MIGRATE);
    }

    static JooqPayoutStore store(MassPayoutDataSource pool, String schema) {
        return JooqPayoutStore.builder(pool)
                .schema(schema)
                .schemaMode(SchemaMode.NONE)
                .build();
    }

    /** So that nobody pays for what somebody else has left to be written. */
    void settleDown() throws SQLException {
        execute("CHECKPOINT");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = plain.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Executes a statement once for each value of its parameter, each time in a transaction of its own; the nanoseconds it takes. */
    long updateEach(String sql, List<String> values) throws SQLException {
        long begun = System.nanoTime();
        try (PreparedStatement statement = plain.prepareStatement(sql)) {
            for (String value : values) {
                statement.setString(1, value);
                statement.executeUpdate();
            }
        }
        return System.nanoTime() - begun;
    }

    List<String> column(String sql) throws SQLException {
        List<String> column = new ArrayList<>();
        try (Statement statement = plain.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                column.add(rows.getString(1));
            }
        }
        return column;
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(column(sql).get(0));
    }

    /** {@code COPY ... TO STDOUT}; returns the rows. */
    long copyOut(String sql, OutputStream to) throws SQLException, IOException {
        return plain.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, to);
    }

    /** {@code COPY ... FROM STDIN}; returns the rows. */
    long copyIn(String sql, InputStream from) throws SQLException, IOException {
        return plain.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, from);
    }

    @Override
    public void close() {
        try {
            plain.close();
            server.close();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("cannot stop the embedded PostgreSQL", e);
        }
    }
}
