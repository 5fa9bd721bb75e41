package io.masspayout.events;

import io.masspayout.ledger.LedgerEvent;
import io.masspayout.store.EventTransaction;

/**
 * Does something about events of one kind. Safe for use by many threads.
 *
 * @param <E> what a decoder makes of them
 */
@FunctionalInterface
public interface EventHandler<E> {

    /**
     * Handles an event, in the database transaction in which the listener moves past it: what is written through the transaction happens
     * exactly once. Whatever else a handler does may happen again, after a crash. The ledger is not to be asked here, as locks are held.
     *
     * <p>Whatever a handler throws, an error included, sets the event aside with the message as the reason, and undoes what was written for it; so
     * does an {@code SQLException} that the handler catches and keeps to itself, as the database undoes everything after it. Trouble with the
     * infrastructure ({@link io.masspayout.store.StoreUnavailableException}, {@link io.masspayout.ledger.LedgerUnavailableException}) stops the
     * listener, which tries again later; an event that meets the same trouble with the database three times in a row is set aside, too.
     *
     * @param event decoded
     * @param raw as the ledger told it
     */
    void handle(E event, LedgerEvent raw, EventTransaction transaction);
}
