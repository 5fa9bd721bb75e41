package io.masspayout.store;

/** What recording an outcome came to. */
public enum SettleResult {
    /** Recorded by this call. */
    RECORDED,
    /** The same end was recorded before; nothing to do. */
    ALREADY,
    /** The batch is not where this settlement expects it (another lease, another id); nothing was recorded. */
    NOT_OURS,
    /**
     * The id had ended in another way, and this contradicts it: recorded in the audit trail, and the treasury is stopped with
     * {@link io.masspayout.model.FailureCode#LATE_SETTLEMENT}.
     */
    CONTRADICTION
}
