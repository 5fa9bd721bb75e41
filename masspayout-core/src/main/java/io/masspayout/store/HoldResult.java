package io.masspayout.store;

/**
 * What setting or lifting a hold came to.
 *
 * @param changed whether this call set or lifted the hold
 * @param inFlight batches that may have been sent and are not settled; those are still resolved
 */
public record HoldResult(boolean changed, int inFlight) {}
