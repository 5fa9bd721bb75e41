package io.masspayout.campaign;

import io.masspayout.model.EventPosition;

/**
 * One of the events of an {@link EventScript}.
 *
 * @param position where the ledger has to put it
 * @param number its place in the script, which tells it from all others
 */
record ScriptedEvent(EventPosition position, Kind kind, int number) {

    /** What there is to be seen in it. */
    enum Kind {
        /** Handled by the host. */
        KNOWN,
        /** Of a type that nobody can read. */
        UNREADABLE_TYPE,
        /** Can be read, but nobody does anything about it. */
        NOBODY_HANDLES,
        /** Of a known type, with nonsense in it. */
        GARBLED,
        /** The host's handler refuses it after it has written to its table. */
        REFUSED,
        /** The host's handler does something that the database refuses. */
        BREAKS_SQL;

        boolean isSkipped() {
            return this == UNREADABLE_TYPE || this == NOBODY_HANDLES;
        }

        boolean isPoison() {
            return this == GARBLED || this == REFUSED || this == BREAKS_SQL;
        }
    }
}
