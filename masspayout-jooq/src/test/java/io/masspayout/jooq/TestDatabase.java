package io.masspayout.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for tests: one server per JVM, a schema of its own for each test.
 *
 * <p>Embedded PostgreSQL cannot run as root where user namespaces are forbidden. There, and to test against another version, let
 * the environment variable {@value #JDBC_URL_VARIABLE} name a database (with user and password) whose owner may create roles.
 */
public final class TestDatabase {

    /** Names the database to use instead of the embedded one. */
    public static final String JDBC_URL_VARIABLE = "MASSPAYOUT_TEST_JDBC_URL";

    /** Tells the schemas of this JVM from those of another one on the same server. */
    private static final long JVM = ProcessHandle.current().pid();

    /** More than any test has threads; the server has room for several times as many. */
    private static final int MOST_CONNECTIONS = 40;

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestDatabase() {}

    /** Connections to the database, not pooled, as the role that owns everything. */
    public static DataSource dataSource() {
        return Server.OWNER;
    }

    /** The same, pooled: to open a connection takes longer than what most tests do with it. */
    static DataSource pool() {
        return Server.POOL;
    }

    /** Where the database is, with user and password in it. */
    public static String jdbcUrl() {
        return Server.URL;
    }

    /** The same database as another role. */
    static DataSource dataSource(String user, String password) {
        PGSimpleDataSource other = new PGSimpleDataSource();
        other.setUrl(Server.URL);
        other.setUser(user);
        other.setPassword(password);
        return other;
    }

    /** A schema name that nobody has used; the schema is not there yet. */
    public static String unusedSchemaName() {
        return "test_" + JVM + "_" + SCHEMAS.incrementAndGet();
    }

    /** An empty schema. */
    static String emptySchema() {
        String name = unusedSchemaName();
        execute("CREATE SCHEMA " + name);
        return name;
    }

    /** Drops a schema with everything in it, so that a run of many tests does not pile them up. */
    public static void drop(String schema) {
        execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }

    /** Runs statements outside of any schema, each on its own. */
    static void execute(String... statements) {
        try (Connection connection = Server.POOL.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started by the first test that asks for it; the process ends with the JVM. */
    private static final class Server {

        static final String URL = url();
        static final DataSource OWNER = owner();
        static final DataSource POOL = pool();

        private static String url() {
            String given = System.getenv(JDBC_URL_VARIABLE);
            if (given != null) {
                return given;
            }
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start()
                        .getJdbcUrl("postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot start the embedded PostgreSQL; set " + JDBC_URL_VARIABLE + " to use another one", e);
            }
        }

        private static DataSource pool() {
            HikariConfig config = new HikariConfig();
            config.setDataSource(OWNER);
            config.setMaximumPoolSize(MOST_CONNECTIONS);
            config.setMinimumIdle(0);
            return new HikariDataSource(config);
        }

        private static DataSource owner() {
            PGSimpleDataSource owner = new PGSimpleDataSource();
            owner.setUrl(URL);
            return owner;
        }
    }
}
