package io.masspayout.model;

import java.util.EnumSet;
import java.util.Set;

/** Where a distribution stands. Being held is a flag beside the status, not a status. */
public enum DistributionStatus implements LifecycleState<DistributionStatus> {
    /** Declared; may already be planned; no money has been asked for yet. */
    PENDING,
    /** Started: its batches are being paid, or wait for something that its summary names. */
    PROCESSING,
    /** Every payable holder was paid. */
    COMPLETED,
    /** Nothing is open; some holders were paid and some failed. */
    PARTIALLY_COMPLETED,
    /** Nothing is open and nobody was paid. */
    FAILED,
    /** Cancelled; what had been paid by then stays paid. */
    CANCELLED;

    /** Whether it was declared and no money has been asked for yet: it may still be planned, and get another time. */
    public boolean isNotStarted() {
        return switch (this) {
            case PENDING -> true;
            case PROCESSING, COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    /** Whether its batches are being paid. */
    public boolean isBeingPaid() {
        return switch (this) {
            case PROCESSING -> true;
            case PENDING, COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    /** Whether something of it may still be paid without a person who asks for it again. */
    public boolean isUnfinished() {
        return isNotStarted() || isBeingPaid();
    }

    public boolean isCancelled() {
        return switch (this) {
            case CANCELLED -> true;
            case PENDING, PROCESSING, COMPLETED, PARTIALLY_COMPLETED, FAILED -> false;
        };
    }

    /** Whether holders of it may have failed, and may be tried again. */
    public boolean mayHaveFailed() {
        return switch (this) {
            case PROCESSING, COMPLETED, PARTIALLY_COMPLETED, FAILED -> true;
            case PENDING, CANCELLED -> false;
        };
    }

    @Override
    public Set<DistributionStatus> successors() {
        return switch (this) {
            case PENDING -> EnumSet.of(PROCESSING, CANCELLED);
            case PROCESSING -> EnumSet.of(COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED);
            case PARTIALLY_COMPLETED, FAILED -> EnumSet.of(PROCESSING); // by retryFailed
            case COMPLETED, CANCELLED -> EnumSet.noneOf(DistributionStatus.class);
        };
    }
}
