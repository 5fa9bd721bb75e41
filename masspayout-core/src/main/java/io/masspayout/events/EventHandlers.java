package io.masspayout.events;

import io.masspayout.ledger.EventDecoder;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.store.EventTransaction;
import io.masspayout.store.EventWork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who reads events of a type, and who does something about what was read. Filled once, then safe for use by many threads. */
public final class EventHandlers implements EventWork {

    private final Map<String, EventDecoder<?>> decoders = new HashMap<>(Map.of(LedgerEvent.TRANSFER, Deposit.DECODER));
    private final List<Handling<?>> handlers = new ArrayList<>();

    private record Handling<E>(Class<E> kind, EventHandler<? super E> handler) {

        boolean handled(Object event, LedgerEvent raw, EventTransaction transaction) {
            if (!kind.isInstance(event)) {
                return false;
            }
            handler.handle(kind.cast(event), raw, transaction);
            return true;
        }
    }

    /** Has events of a type read by a decoder, in place of one there was. */
    public void decode(String type, EventDecoder<?> decoder) {
        decoders.put(type, decoder);
    }

    /** Adds a handler of what a decoder makes; several handlers of one event succeed or fail together. */
    public <E> void handle(Class<E> kind, EventHandler<? super E> handler) {
        handlers.add(new Handling<>(kind, handler));
    }

    @Override
    public boolean handle(LedgerEvent event, EventTransaction transaction) {
        EventDecoder<?> decoder = decoders.get(event.type());
        if (decoder == null) {
            return false;
        }
        Object decoded = decoder.decode(event);
        boolean handled = false;
        for (Handling<?> handling : handlers) {
            handled |= handling.handled(decoded, event, transaction);
        }
        return handled;
    }
}
