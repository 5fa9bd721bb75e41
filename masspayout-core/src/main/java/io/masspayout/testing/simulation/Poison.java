package io.masspayout.testing.simulation;

import io.masspayout.model.DistributionId;
import io.masspayout.store.PaymentStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A distribution whose row no worker can read, for as long as it is not mended: every worker stumbles over it at each turn, and must get past
 * it to the others.
 */
final class Poison {

    private @Nullable DistributionId poisoned;

    /** From now on this one cannot be read. */
    void poison(DistributionId id) {
        poisoned = id;
    }

    void mend() {
        poisoned = null;
    }

    boolean isIn(DistributionId id) {
        return id.equals(poisoned);
    }

    /** A worker's store: with the poisoned distribution in it. */
    PaymentStore in(PaymentStore store) {
        return (PaymentStore) Proxy.newProxyInstance(
                PaymentStore.class.getClassLoader(), new Class<?>[] {PaymentStore.class}, (self, method, arguments) -> {
                    if (method.getName().equals("distribution") && arguments != null && arguments[0].equals(poisoned)) {
                        throw new IllegalStateException("unknown zone 'Mars/Olympus' in distribution " + poisoned);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
