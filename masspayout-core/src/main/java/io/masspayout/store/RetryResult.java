package io.masspayout.store;

/**
 * What {@code retryFailed} set going again.
 *
 * @param holders how many went from FAILED to PENDING; zero when another call had taken them
 * @param batches in how many new batches
 */
public record RetryResult(long holders, int batches) {}
