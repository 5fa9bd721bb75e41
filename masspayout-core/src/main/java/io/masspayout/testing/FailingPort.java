package io.masspayout.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A port (a gateway, an executor, a listener, a handler) of which one method misbehaves when it is told to, for some of its calls or for all. With
 * it a host tests that one broken thing stops nothing else. Safe for use by many threads.
 *
 * @param <T> the port's interface
 */
public final class FailingPort<T> {

    private record Plan(String method, Misbehaviour how, Predicate<List<Object>> which) {}

    private final T port;
    private final AtomicInteger failed = new AtomicInteger();
    private volatile @Nullable Plan plan;

    private FailingPort(Class<T> type, T target) {
        this.port = type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Plan now = plan;
                    List<Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
                    if (now != null
                            && now.method().equals(method.getName())
                            && now.which().test(given)) {
                        failed.incrementAndGet();
                        return now.how().happen(method.getReturnType());
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Behaves like the target until it is told otherwise. */
    public static <T> FailingPort<T> of(Class<T> type, T target) {
        return new FailingPort<>(type, target);
    }

    /** What is handed over in place of the target. */
    public T port() {
        return port;
    }

    /** From now on every call of a method misbehaves. */
    public void fail(String method, Misbehaviour how) {
        fail(method, how, arguments -> true);
    }

    /** From now on those calls of a method misbehave whose arguments fit. */
    public void fail(String method, Misbehaviour how, Predicate<List<Object>> which) {
        plan = new Plan(method, how, which);
    }

    /** From now on every call does its work. */
    public void mend() {
        plan = null;
    }

    /** How many calls have misbehaved so far. */
    public int failed() {
        return failed.get();
    }
}
