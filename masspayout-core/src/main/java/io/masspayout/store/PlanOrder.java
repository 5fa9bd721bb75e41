package io.masspayout.store;

import java.util.Objects;

/**
 * What the planner tells the store to write.
 *
 * @param total what to share, in smallest units of the payment token
 * @param eligibility what the total was computed on; when the source has changed since, the plan is refused as stale
 * @param holdersPerBatch at most so many holders in a batch
 */
public record PlanOrder(long total, Eligibility eligibility, int holdersPerBatch) {

    public PlanOrder {
        Objects.requireNonNull(eligibility, "eligibility");
        if (total <= 0) {
            throw new IllegalArgumentException("total must be positive but is " + total);
        }
        if (holdersPerBatch <= 0) {
            throw new IllegalArgumentException("holdersPerBatch must be positive but is " + holdersPerBatch);
        }
    }
}
