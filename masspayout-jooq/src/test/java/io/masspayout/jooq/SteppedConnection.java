package io.masspayout.jooq;

import io.masspayout.testing.simulation.Turnstile;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one simulated process, which lets others go first before every statement and every commit. A process that is killed there
 * leaves its transaction to be rolled back, as the server does when a client is gone.
 */
final class SteppedConnection implements DataSource {

    private final Connection connection;
    private final Turnstile turnstile;
    private final Runnable beforeEach;

    /**
     * Steps through a connection.
     *
     * @param beforeEach runs before each statement, when this process has its turn
     */
    SteppedConnection(Connection connection, Turnstile turnstile, Runnable beforeEach) {
        this.connection = connection;
        this.turnstile = turnstile;
        this.beforeEach = beforeEach;
    }

    @Override
    public Connection getConnection() {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "prepareStatement", "prepareCall" ->
                stepped(PreparedStatement.class, call(connection, method, arguments));
            case "createStatement" -> stepped(Statement.class, call(connection, method, arguments));
            case "commit" -> {
                turnstile.pass("commit");
                yield call(connection, method, arguments);
            }
            // It stays open: the pool of this process has one connection.
            case "close" -> null;
            default -> call(connection, method, arguments);
        });
    }

    private <T extends Statement> T stepped(Class<T> type, @Nullable Object statement) {
        return proxy(type, (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                turnstile.pass("statement");
                beforeEach.run();
            }
            return call(statement, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(SteppedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(@Nullable Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String username, String password) {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing to unwrap");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
