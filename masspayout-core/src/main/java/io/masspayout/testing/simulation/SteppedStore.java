package io.masspayout.testing.simulation;

import io.masspayout.store.PaymentStore;
import io.masspayout.store.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The store of a simulated process: others may go first around each call, the process may end there, and the connection may break before a
 * call has done anything or after it has been committed, when nobody hears of that.
 */
final class SteppedStore {

    /** What changes nothing: whether others go first after it or before the next call is the same. */
    static final Set<String> READS = Set.of(
            "asset",
            "assetByToken",
            "book",
            "databaseTime",
            "distribution",
            "due",
            "eligibility",
            "draftPlan",
            "followed",
            "obligations",
            "obstacle",
            "progress",
            "situation",
            "stopped");

    private static final String PAST_CALL = " done";

    private final PaymentStore store;
    private final Turnstile turnstile;
    private final BooleanSupplier connectionBreaks;
    private final Runnable changed;

    private SteppedStore(PaymentStore store, Turnstile turnstile, BooleanSupplier connectionBreaks, Runnable changed) {
        this.store = store;
        this.turnstile = turnstile;
        this.connectionBreaks = connectionBreaks;
        this.changed = changed;
    }

    /**
     * A store to be watched.
     *
     * @param connectionBreaks asked before and after each call
     * @param changed runs after each call, as it may have changed something
     */
    static PaymentStore of(
            PaymentStore store, Turnstile turnstile, BooleanSupplier connectionBreaks, Runnable changed) {
        SteppedStore stepped = new SteppedStore(store, turnstile, connectionBreaks, changed);
        return (PaymentStore) Proxy.newProxyInstance(
                PaymentStore.class.getClassLoader(),
                new Class<?>[] {PaymentStore.class},
                (self, method, arguments) -> stepped.call(method, arguments));
    }

    /** Whether a turnstile is passed when a call has been committed, and its answer is not there yet. */
    static boolean isPastCall(String turnstile) {
        return turnstile.endsWith(PAST_CALL);
    }

    /** Whether it is passed when this call has been committed. */
    static boolean isPast(String call, String turnstile) {
        return turnstile.equals(call + PAST_CALL);
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        turnstile.pass(method.getName());
        if (connectionBreaks.getAsBoolean()) {
            throw new StoreUnavailableException(
                    "the connection broke before " + method.getName(), new RuntimeException());
        }
        Object result;
        try {
            result = method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (!READS.contains(method.getName())) {
                changed.run();
            }
        }
        if (READS.contains(method.getName())) {
            return result;
        }
        turnstile.pass(method.getName() + PAST_CALL);
        if (connectionBreaks.getAsBoolean()) {
            throw new StoreUnavailableException(
                    "the connection broke after " + method.getName(), new RuntimeException());
        }
        return result;
    }
}
