package io.masspayout.money;

import io.masspayout.model.RemainderPolicy;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Splits a total in proportion to weights. This is the reference: the PostgreSQL store computes the same split in SQL and its
 * contract suite compares the two.
 *
 * <p>With {@link RemainderPolicy#DISTRIBUTE}, by largest remainder: every share is rounded down, and the units that are left go
 * one each to the largest remainders, ties to the smaller index. So shares sum to the total, nobody gets more than their exact
 * share rounded up, and a weight of zero gets nothing. With {@link RemainderPolicy#RETAIN} every share is rounded down.
 */
public final class Allocation {

    private Allocation() {}

    /**
     * The shares, in smallest units, in the order of the weights.
     *
     * @param total what to share, in smallest units; not negative
     * @param weights not negative; order them by account id (bytewise), as ties go to the smaller index
     * @throws IllegalArgumentException when the total or a weight is negative, or all weights are zero and the total is not
     */
    public static long[] split(long total, long[] weights, RemainderPolicy policy) {
        BigInteger divisor = divisor(total, weights);
        long[] shares = new long[weights.length];
        BigInteger[] remainders = new BigInteger[weights.length];
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] exact = entitlement(total, weights[i], divisor);
            shares[i] = exact[0].longValueExact();
            remainders[i] = exact[1];
            given = Math.addExact(given, shares[i]);
        }
        if (policy.isShared()) {
            int left = Math.toIntExact(total - given);
            IntStream.range(0, weights.length)
                    .boxed()
                    .sorted(Comparator.comparing((Integer i) -> remainders[i])
                            .reversed()
                            .thenComparing(i -> i))
                    .limit(left)
                    .forEach(i -> shares[i]++);
        }
        return shares;
    }

    private static BigInteger divisor(long total, long[] weights) {
        if (total < 0) {
            throw new IllegalArgumentException("total must not be negative but is " + total);
        }
        BigInteger sum = BigInteger.ZERO;
        for (long weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("a weight must not be negative but one is " + weight);
            }
            sum = sum.add(BigInteger.valueOf(weight));
        }
        if (sum.signum() == 0 && total > 0) {
            throw new IllegalArgumentException("nobody has any weight, so " + total + " units cannot be shared");
        }
        return sum.max(BigInteger.ONE);
    }

    private static BigInteger[] entitlement(long total, long weight, BigInteger divisor) {
        return BigInteger.valueOf(total).multiply(BigInteger.valueOf(weight)).divideAndRemainder(divisor);
    }
}
