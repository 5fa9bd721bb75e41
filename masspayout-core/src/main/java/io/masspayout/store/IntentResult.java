package io.masspayout.store;

/** What became of the wish to send a batch. Only {@link #GRANTED} may be sent. */
public enum IntentResult {
    /** Stored; the bytes may leave. */
    GRANTED,
    /** Somebody else has the lease, or the batch has moved on. */
    LEASE_LOST,
    /** The distribution is held. */
    HELD,
    /** The distribution is cancelled or not started. */
    NOT_PROCESSING,
    /** The ledger's history is being read back. */
    RECONCILING,
    /** The asset is paused. */
    ASSET_PAUSED,
    /** The treasury is stopped, or its money is no longer reserved for this distribution. */
    TREASURY_STOPPED
}
