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
     * The id had ended in another way, and this contradicts it: the batch and its holders stay as they are, as the settlement does not
     * say whom the ledger paid; it is recorded in the audit trail, and the treasury is stopped with
     * {@link io.masspayout.model.FailureCode#LATE_SETTLEMENT}. Holders of an id that was given up wait in other batches and would be
     * paid again, so the distribution is blocked, too, from the time of the call on: whatever becomes of the stop, nothing of it is
     * sent until a reconcile has finished, which finds out whom the id paid ({@link ReconcileStore#adopt}). A distribution in a final
     * status sends nothing anyway and is not blocked.
     */
    CONTRADICTION;

    public boolean isRecorded() {
        return switch (this) {
            case RECORDED -> true;
            case ALREADY, NOT_OURS, CONTRADICTION -> false;
        };
    }

    public boolean isContradiction() {
        return switch (this) {
            case CONTRADICTION -> true;
            case RECORDED, ALREADY, NOT_OURS -> false;
        };
    }
}
