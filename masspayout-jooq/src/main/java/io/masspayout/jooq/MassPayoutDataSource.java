package io.masspayout.jooq;

import com.zaxxer.hikari.HikariDataSource;
import io.masspayout.validation.Faults;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Objects;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A connection pool for hosts that have none; any other {@code DataSource} for PostgreSQL does as well.
 *
 * <p>Building it connects to nothing and starts nothing: the pool and its threads start with the first connection, and end with
 * {@link #close}. Safe for use by many threads.
 */
public final class MassPayoutDataSource implements DataSource, AutoCloseable {

    /** Ten workers keep a PostgreSQL of ordinary size busy; more of them mostly wait for each other. */
    public static final int DEFAULT_POOL_SIZE = 10;

    /** What migrating takes at once; everything else takes one connection a thread. */
    public static final int MIN_POOL_SIZE = 3;

    /** A pool that is beyond this is a mistake: PostgreSQL's own default is 100 connections in all. */
    public static final int MAX_POOL_SIZE = 1_000;

    /**
     * How long a caller waits for a connection, be the pool exhausted or the server away. Long enough for a short failover, short
     * enough for a scheduler's next call.
     */
    public static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

    /**
     * How long the server works on one statement before it gives up. The longest one, writing a plan of a million holders, takes
     * less than a minute; behind this limit there is a defect or a lock that nobody will release.
     */
    public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofMinutes(5);

    /**
     * How much longer than the statement timeout the client listens for an answer. The server's word should come first; a
     * connection on which nothing comes at all is dead.
     */
    public static final Duration SOCKET_GRACE = Duration.ofMinutes(1);

    /** Planning and settling in bulk are single statements: a shorter limit would stop them for ever. */
    public static final Duration MIN_STATEMENT_TIMEOUT = Duration.ofSeconds(1);

    /** Nothing runs for a day. */
    public static final Duration MAX_STATEMENT_TIMEOUT = Duration.ofDays(1);

    private static final String SCHEME = "jdbc:postgresql:";

    private final HikariDataSource pool;

    private MassPayoutDataSource(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Begins with where the database is.
     *
     * @param url as in {@code jdbc:postgresql://host:5432/database}
     */
    public static Builder builder(String url) {
        return new Builder(url);
    }

    /** Takes what a pool needs. Not thread-safe. */
    public static final class Builder {

        private final String url;
        private @Nullable String user;
        private @Nullable String password;
        private int poolSize = DEFAULT_POOL_SIZE;
        private Duration statementTimeout = DEFAULT_STATEMENT_TIMEOUT;

        private Builder(String url) {
            this.url = Objects.requireNonNull(url, "url");
        }

        /** The role to connect as; without one, the URL says it. */
        public Builder user(String name) {
            this.user = name;
            return this;
        }

        /** The role's password; without one, the URL or the server's rules say it. Appears in no message. */
        public Builder password(String secret) {
            this.password = secret;
            return this;
        }

        /** At most so many connections, {@value #MIN_POOL_SIZE} to {@value #MAX_POOL_SIZE}. */
        public Builder poolSize(int connections) {
            this.poolSize = connections;
            return this;
        }

        /** As {@link #DEFAULT_STATEMENT_TIMEOUT}, for databases that are slower, or migrations of very large tables. */
        public Builder statementTimeout(Duration timeout) {
            this.statementTimeout = timeout;
            return this;
        }

        /**
         * Makes the pool; connects to nothing yet.
         *
         * @throws io.masspayout.validation.InvalidRequestException when something given cannot work; names every fault
         */
        public MassPayoutDataSource build() {
            Faults faults = Faults.of("data source");
            // The URL may have a password in it, so the message shows only how it begins.
            faults.check(url.startsWith(SCHEME), "url", url.split("[/?@]", 2)[0], "must begin with " + SCHEME);
            faults.check(
                    poolSize >= MIN_POOL_SIZE && poolSize <= MAX_POOL_SIZE,
                    "poolSize",
                    poolSize,
                    "must be " + MIN_POOL_SIZE + " to " + MAX_POOL_SIZE);
            faults.check(
                    statementTimeout.compareTo(MIN_STATEMENT_TIMEOUT) >= 0
                            && statementTimeout.compareTo(MAX_STATEMENT_TIMEOUT) <= 0,
                    "statementTimeout",
                    statementTimeout,
                    "must be " + MIN_STATEMENT_TIMEOUT + " to " + MAX_STATEMENT_TIMEOUT);
            faults.throwIfAny();
            return new MassPayoutDataSource(pool());
        }

        private HikariDataSource pool() {
            // Without arguments: a pool made from a configuration would connect at once.
            HikariDataSource pool = new HikariDataSource();
            pool.setPoolName("masspayout");
            pool.setJdbcUrl(url);
            if (user != null) {
                pool.setUsername(user);
            }
            if (password != null) {
                pool.setPassword(password);
            }
            pool.setMaximumPoolSize(poolSize);
            pool.setAutoCommit(true);
            // Said, not found out: a pool whose first connection breaks while HikariCP asks for the level remembers -1
            // as the level to set, and never opens a connection again.
            pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
            // A database that is away is an SQLException for the caller, at the first connection as at any other.
            pool.setInitializationFailTimeout(-1);
            pool.setConnectionInitSql("SET statement_timeout = " + statementTimeout.toMillis());
            pool.addDataSourceProperty("ApplicationName", "masspayout");
            pool.addDataSourceProperty("connectTimeout", String.valueOf(CONNECTION_TIMEOUT.toSeconds()));
            // A firewall that forgets an idle connection does not tell; the system's probes find out.
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            pool.addDataSourceProperty(
                    "socketTimeout",
                    String.valueOf(statementTimeout.plus(SOCKET_GRACE).toSeconds()));
            return pool;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool.getConnection();
    }

    /** Not supported: a pool has one role. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the pool connects as one role; build another for another role");
    }

    /** Closes all connections and ends the pool's threads; a connection in use is aborted. */
    @Override
    public void close() {
        pool.close();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || pool.isWrapperFor(type);
    }
}
