package io.masspayout.ledger;

/**
 * Reads one type of event. Safe for use by many threads.
 *
 * @param <E> what it makes of an event; handlers are chosen by its class
 */
@FunctionalInterface
public interface EventDecoder<E> {

    /**
     * What the event says.
     *
     * @throws IllegalArgumentException when it cannot be read; the event is set aside with the message as its reason, and the next one is handled
     */
    E decode(LedgerEvent event);
}
