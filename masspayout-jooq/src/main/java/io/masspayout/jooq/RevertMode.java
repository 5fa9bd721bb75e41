package io.masspayout.jooq;

/** Whether taking back a schema version may lose what is stored. */
public enum RevertMode {
    /** Refuses while any of the library's tables has a row. */
    ONLY_IF_EMPTY,
    /**
     * Reverts whatever is stored. Rows, plans, ledger ids and signed bytes that the version before cannot hold are lost; with
     * payments in flight nobody can tell afterwards what was paid.
     */
    DROP_ROWS
}
