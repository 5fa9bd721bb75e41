package io.masspayout.store;

import io.masspayout.model.DistributionStatus;

/**
 * What a cancellation came to.
 *
 * @param status CANCELLED, or PROCESSING while something is in flight
 * @param cancelledHolders holders that will not be paid because of this call
 * @param inFlight batches whose fate decides the rest
 */
public record CancelResult(DistributionStatus status, long cancelledHolders, int inFlight) {}
