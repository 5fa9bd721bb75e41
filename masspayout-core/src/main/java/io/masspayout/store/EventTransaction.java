package io.masspayout.store;

import java.util.Optional;

/**
 * The database transaction in which an event is handled and the listener moves on. What a handler writes through it is there exactly when
 * the event counts as handled. Valid during the call; for one thread.
 */
public interface EventTransaction {

    /** The store within this transaction. */
    PayoutStore store();

    /** What lies below, for a handler with tables of its own: a {@code java.sql.Connection} that it must neither commit nor close. */
    <T> Optional<T> unwrap(Class<T> type);
}
