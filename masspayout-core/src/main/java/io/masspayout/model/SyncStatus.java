package io.masspayout.model;

/** How the copy of an asset in the database compares with the ledger. */
public enum SyncStatus {
    SYNCED,
    SYNCING,
    FAILED
}
