package io.masspayout.engine;

import io.masspayout.bulkhead.Breakage;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners, and keeps what they throw away from the engine. */
final class Announcer {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final List<PayoutListener> listeners;

    Announcer(List<PayoutListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void tell(Consumer<PayoutListener> event) {
        for (PayoutListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                Breakage.throwIfOfTheJvm(e);
                log.warn(
                        "listener {} failed; the payout goes on",
                        listener.getClass().getName(),
                        Breakage.loggable(e));
            }
        }
    }
}
