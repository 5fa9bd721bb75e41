package io.masspayout.store;

import io.masspayout.ledger.LedgerEvent;

/** What is done with an event, in the transaction that moves the listener on. */
@FunctionalInterface
public interface EventWork {

    /**
     * Handles an event. Trouble with the infrastructure ({@link StoreUnavailableException},
     * {@link io.masspayout.ledger.LedgerUnavailableException}) ends the whole page, which is tried again; anything else that is thrown, and the
     * same trouble with the database in three tries in a row, parks the event with the message as the reason, and what it wrote is undone.
     *
     * @return whether anybody handled it; {@code false} when nobody knows its type
     */
    boolean handle(LedgerEvent event, EventTransaction transaction);
}
