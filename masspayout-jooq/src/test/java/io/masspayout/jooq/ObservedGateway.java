package io.masspayout.jooq;

import io.masspayout.ledger.BlockchainGateway;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Consumer;

/** A gateway of which somebody hears each call before it is made, those of the cursors that it opens included. */
final class ObservedGateway {

    /** What a gateway answers without a word to the ledger. */
    private static final Set<String> ASK_NOBODY = Set.of("limits", "decoders", "close");

    private ObservedGateway() {}

    static BlockchainGateway of(BlockchainGateway gateway, Consumer<String> listener) {
        return observed(BlockchainGateway.class, gateway, listener);
    }

    private static <T> T observed(Class<T> port, T target, Consumer<String> listener) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    String name = port.getSimpleName() + '.' + method.getName();
                    // Limits are a constant, and closing is not asking.
                    if (!ASK_NOBODY.contains(method.getName())) {
                        listener.accept(name);
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        // What a port gives is listened to as well if it is a port itself: a history, the holders of a
                        // snapshot.
                        return method.getReturnType().isInterface() && answer instanceof AutoCloseable
                                ? observedAnswer(method.getReturnType(), answer, listener)
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static <T> T observedAnswer(Class<T> port, Object answer, Consumer<String> listener) {
        return observed(port, port.cast(answer), listener);
    }
}
