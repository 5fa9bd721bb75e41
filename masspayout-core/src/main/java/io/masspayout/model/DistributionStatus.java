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
