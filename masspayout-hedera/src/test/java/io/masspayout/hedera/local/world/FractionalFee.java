package io.masspayout.hedera.local.world;

/**
 * A part of every transfer that goes to a collector (custom fees, HIP-18).
 *
 * @param maximum 0 for none
 * @param netOfTransfers whether the sender pays it on top; otherwise the recipients get less
 */
public record FractionalFee(
        long numerator, long denominator, long minimum, long maximum, long collector, boolean netOfTransfers) {}
