package io.masspayout.model;

import java.util.EnumSet;
import java.util.Set;

/** Where one holder of a distribution stands. In flight is not a status: it is the state of the holder's batch. */
public enum HolderStatus implements LifecycleState<HolderStatus> {
    /** Due a payment; in a batch that is open. */
    PENDING,
    /** Paid, by a transaction that took effect on the ledger. */
    PAID,
    /** Not paid; the failure says why and who must act. */
    FAILED,
    /** Not to be paid in this distribution; the {@link SkipReason} says why. */
    SKIPPED,
    /** Not paid because the distribution was cancelled first. */
    CANCELLED;

    public boolean isPaid() {
        return switch (this) {
            case PAID -> true;
            case PENDING, FAILED, SKIPPED, CANCELLED -> false;
        };
    }

    /** Whether the holder is to be paid by a batch that is open. */
    public boolean isWaiting() {
        return switch (this) {
            case PENDING -> true;
            case PAID, FAILED, SKIPPED, CANCELLED -> false;
        };
    }

    public boolean isFailed() {
        return switch (this) {
            case FAILED -> true;
            case PENDING, PAID, SKIPPED, CANCELLED -> false;
        };
    }

    public boolean isCancelled() {
        return switch (this) {
            case CANCELLED -> true;
            case PENDING, PAID, FAILED, SKIPPED -> false;
        };
    }

    @Override
    public Set<HolderStatus> successors() {
        return switch (this) {
            case PENDING -> EnumSet.of(PAID, FAILED, CANCELLED);
            // PAID: reconcile finds a payment that a restored database has forgotten, or that a copy of the database
            // made.
            case FAILED -> EnumSet.of(PENDING, PAID);
            case CANCELLED -> EnumSet.of(PAID);
            case PAID, SKIPPED -> EnumSet.noneOf(HolderStatus.class);
        };
    }
}
