package io.masspayout.store;

/** What became of the wish to send a batch. Only {@link #GRANTED} may be sent; {@link Obstacle} says which refusal comes first. */
public enum IntentResult {
    /** Stored; the bytes may leave. */
    GRANTED,
    /** Another worker has the lease, or the batch has moved on. */
    LEASE_LOST,
    /** The distribution is held. */
    HELD,
    /** The distribution is cancelled or not started. */
    NOT_PROCESSING,
    /** The ledger's history is being read back. */
    RECONCILING,
    /** The ledger's history of the whole treasury is being read back. */
    TREASURY_RECONCILING,
    /** The ledger's history has not been compared with the database far enough; see {@link FollowedHistory}. */
    HISTORY_BEHIND,
    /** The asset is paused. */
    ASSET_PAUSED,
    /** The treasury is stopped. */
    TREASURY_STOPPED,
    /** The treasury's money is not reserved for this distribution, or no longer. */
    NOT_FUNDED;

    /** Whether the bytes may leave. */
    public boolean isGranted() {
        return switch (this) {
            case GRANTED -> true;
            case LEASE_LOST,
                    HELD,
                    NOT_PROCESSING,
                    RECONCILING,
                    TREASURY_RECONCILING,
                    HISTORY_BEHIND,
                    ASSET_PAUSED,
                    TREASURY_STOPPED,
                    NOT_FUNDED -> false;
        };
    }

    /** Whether it is the distribution that may not be sent, with all its batches, and not this worker that has lost this batch. */
    public boolean isOfTheDistribution() {
        return switch (this) {
            case HELD,
                    NOT_PROCESSING,
                    RECONCILING,
                    TREASURY_RECONCILING,
                    HISTORY_BEHIND,
                    ASSET_PAUSED,
                    TREASURY_STOPPED,
                    NOT_FUNDED -> true;
            case GRANTED, LEASE_LOST -> false;
        };
    }
}
