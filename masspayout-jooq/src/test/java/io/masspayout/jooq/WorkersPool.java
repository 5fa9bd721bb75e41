package io.masspayout.jooq;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The pool of one worker, of two connections. What is checked out is told by the pool's own metrics, what is locked by the server, which
 * is asked by way of a connection outside of the pool.
 */
final class WorkersPool implements DataSource, AutoCloseable {

    static final int SIZE = 2;

    private static final AtomicInteger WORKERS = new AtomicInteger();

    /** A session that works has a transaction, and a transaction has a lock on itself: none of these is there when it is idle. */
    private static final String HELD = """
            SELECT l.locktype || ' ' || l.mode || COALESCE(' on ' || l.relation::regclass, '')
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE a.application_name = ?
            """;

    private final String worker = "worker " + WORKERS.incrementAndGet();
    private final HikariDataSource pool = new HikariDataSource();
    private final AtomicInteger peak = new AtomicInteger();

    WorkersPool() {
        pool.setJdbcUrl(TestDatabase.jdbcUrl());
        pool.setMaximumPoolSize(SIZE);
        // Nothing comes or goes by itself while we look.
        pool.setMinimumIdle(SIZE);
        pool.setMaxLifetime(0);
        pool.addDataSourceProperty("ApplicationName", worker);
    }

    private HikariPoolMXBean metrics() {
        return pool.getHikariPoolMXBean();
    }

    /** Starts the pool and waits until all its connections are there. */
    void fill() throws SQLException {
        pool.getConnection().close();
        while (metrics().getIdleConnections() < SIZE) {
            Thread.onSpinWait();
        }
    }

    String worker() {
        return worker;
    }

    int active() {
        return metrics().getActiveConnections();
    }

    /** The most connections that were checked out at any time: a peak can only be where one has just been added. */
    int peak() {
        return peak.get();
    }

    /** Locks of this worker's sessions. */
    List<String> held(Connection observer) throws SQLException {
        List<String> held = new ArrayList<>();
        try (PreparedStatement statement = observer.prepareStatement(HELD)) {
            statement.setString(1, worker);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getString(1));
                }
            }
        }
        return held;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = pool.getConnection();
        peak.accumulateAndGet(active(), Math::max);
        return connection;
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return pool.getConnection(username, password);
    }

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
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
