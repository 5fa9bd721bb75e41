package io.masspayout.model;

import java.util.EnumSet;
import java.util.Set;

/** Where a batch payout stands. It has one ledger id for life, so nothing leads back to PENDING. */
public enum BatchStatus implements LifecycleState<BatchStatus> {
    /** Planned, perhaps leased, perhaps with an id and a body; nothing of it may have been sent. */
    PENDING,
    /** An intent: id and signed bytes are stored, so it may have been sent. Only the ledger can end it. */
    PROCESSING,
    /** Its transaction took effect on the ledger; the counts say for whom. */
    COMPLETED,
    /** Nobody was paid and nobody will be by this id; its holders have failed or went into new batches. */
    FAILED,
    /** Cancelled before anything could have been sent. */
    CANCELLED;

    /** Whether nothing of it may have been sent, and something still may be. */
    public boolean isUnsent() {
        return switch (this) {
            case PENDING -> true;
            case PROCESSING, COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    /** Whether it may have been sent, and its end is not known. */
    public boolean isInFlight() {
        return switch (this) {
            case PROCESSING -> true;
            case PENDING, COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    /** Whether it has ended and, as far as the database knows, its id has paid no holder. */
    public boolean hasEndedUnpaid() {
        return switch (this) {
            case FAILED, CANCELLED -> true;
            case PENDING, PROCESSING, COMPLETED -> false;
        };
    }

    /** Whether its transaction took effect, be it for some of its holders only. */
    public boolean tookEffect() {
        return switch (this) {
            case COMPLETED -> true;
            case PENDING, PROCESSING, FAILED, CANCELLED -> false;
        };
    }

    public boolean isCancelled() {
        return switch (this) {
            case CANCELLED -> true;
            case PENDING, PROCESSING, COMPLETED, FAILED -> false;
        };
    }

    @Override
    public Set<BatchStatus> successors() {
        return switch (this) {
            // COMPLETED directly: reconcile finds the transaction of an intent that a restored database has forgotten.
            // FAILED directly: nobody of it can be paid, or its unsent id has expired.
            case PENDING -> EnumSet.of(PROCESSING, COMPLETED, FAILED, CANCELLED);
            case PROCESSING -> EnumSet.of(COMPLETED, FAILED);
            case COMPLETED, FAILED, CANCELLED -> EnumSet.noneOf(BatchStatus.class);
        };
    }
}
