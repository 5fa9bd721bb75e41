package io.masspayout.ledger;

import java.time.Duration;

/**
 * What a ledger allows.
 *
 * @param holdersPerBatch most recipients in one transaction
 * @param validity how long a transaction can take effect after its start; the ledger's maximum
 * @param maxInFlight most submissions under way at once in one run
 * @param batchesPerSecond most submissions started per second in one run; {@link #UNPACED} for no limit
 * @param allOrNothing whether one recipient who cannot be paid fails the whole transaction
 */
public record LedgerLimits(
        int holdersPerBatch, Duration validity, int maxInFlight, int batchesPerSecond, boolean allOrNothing) {

    /** As {@link #batchesPerSecond}: as fast as answers come. */
    public static final int UNPACED = 0;

    /** No ledger takes more in one transaction; it bounds what is held in memory for one batch. */
    public static final int MAX_HOLDERS_PER_BATCH = 1_000;

    /** Bounds what one client holds in memory at once. */
    public static final int MAX_IN_FLIGHT = 1_000;

    public LedgerLimits {
        requireRange("holdersPerBatch", holdersPerBatch, 1, MAX_HOLDERS_PER_BATCH);
        requireRange("maxInFlight", maxInFlight, 1, MAX_IN_FLIGHT);
        requireRange("batchesPerSecond", batchesPerSecond, UNPACED, Integer.MAX_VALUE);
        if (validity.isNegative() || validity.isZero()) {
            throw new IllegalArgumentException("validity must be positive but is " + validity);
        }
    }

    private static void requireRange(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " must be " + low + " to " + high + " but is " + value);
        }
    }
}
