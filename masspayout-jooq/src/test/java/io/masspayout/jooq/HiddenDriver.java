package io.masspayout.jooq;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A pool whose connections do not let on whose they are, as some pools and proxies have it. */
final class HiddenDriver {

    private HiddenDriver() {}

    static DataSource of(DataSource pool) {
        return hiding(DataSource.class, pool);
    }

    private static <T> T hiding(Class<T> type, T hidden) {
        return type.cast(Proxy.newProxyInstance(
                HiddenDriver.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    try {
                        Object answer = method.invoke(hidden, arguments);
                        return answer instanceof Connection connection ? hiding(Connection.class, connection) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
