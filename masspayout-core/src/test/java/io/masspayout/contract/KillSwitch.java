package io.masspayout.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Kills a worker at one of its calls to the database or the ledger: just before the call takes effect, or just after, when nobody
 * hears of it any more. What {@code kill -9} does to a process, this does to an engine in a test; the engine cannot catch it.
 */
final class KillSwitch {

    /** The end of a worker. An error of the JVM, so that no bulkhead keeps the worker alive. */
    static final class Killed extends VirtualMachineError {

        private static final long serialVersionUID = 1L;

        Killed(String where) {
            super(where);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private final int killAt;
    private final boolean afterwards;
    private int calls;
    private boolean dead;

    private KillSwitch(int killAt, boolean afterwards) {
        this.killAt = killAt;
        this.afterwards = afterwards;
    }

    /** Lets everything pass, and counts. */
    static KillSwitch never() {
        return new KillSwitch(Integer.MAX_VALUE, false);
    }

    static KillSwitch before(int call) {
        return new KillSwitch(call, false);
    }

    static KillSwitch after(int call) {
        return new KillSwitch(call, true);
    }

    int calls() {
        return calls;
    }

    boolean hasKilled() {
        return dead;
    }

    /** The same object, seen by the worker that is to be killed. */
    <T> T watch(Class<T> type, T target) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean last = !dead && ++calls == killAt;
                    if (dead || (last && !afterwards)) {
                        die("before " + method.getName());
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (last) {
                            die("after " + method.getName());
                        }
                    }
                });
        return type.cast(proxy);
    }

    private void die(String where) {
        dead = true;
        throw new Killed(where);
    }
}
