package io.masspayout.hedera.local.world;

import java.math.BigInteger;

/** Products that do not fit into a long on the way. */
final class Exact {

    private Exact() {}

    /** {@code amount * numerator / denominator}, rounded down. */
    static long share(long amount, long numerator, long denominator) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator))
                .longValueExact();
    }
}
