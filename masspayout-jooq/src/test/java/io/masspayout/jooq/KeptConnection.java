package io.masspayout.jooq;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One connection to a database, kept between the calls of one thread until somebody disconnects: a copy of a database takes that. */
final class KeptConnection implements AutoCloseable {

    private final DataSource server;
    private Connection open;

    KeptConnection(DataSource server) {
        this.server = server;
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getConnection") && arguments == null) {
                        return lent();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private Connection lent() throws SQLException {
        if (open == null) {
            open = server.getConnection();
        }
        Connection target = open;
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Disconnects; whoever asks for a connection gets a new one. */
    @Override
    public void close() throws SQLException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
