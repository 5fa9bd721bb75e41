package io.masspayout.engine;

import io.masspayout.model.FailureCode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * When to try again: exponential backoff with full jitter, capped, and a limit to how often. Immutable.
 *
 * @param first the longest wait before the second try; doubles with each further one
 * @param cap no wait is longer
 * @param maxDepth how many batches a holder may leave unpaid for reasons that nobody need act on, before it is FAILED
 * @param firstByCode another first wait for some codes
 */
public record RetryPolicy(Duration first, Duration cap, int maxDepth, Map<FailureCode, Duration> firstByCode) {

    /**
     * A busy ledger is worth asking again within seconds; a validity window lasts minutes, so no wait needs to be longer. A signer or
     * a ledger that does not answer needs more time to come back than one that is merely busy.
     */
    public static final RetryPolicy DEFAULT = new RetryPolicy(
            Duration.ofSeconds(1),
            Duration.ofMinutes(2),
            16,
            Map.of(
                    FailureCode.SIGNER_UNAVAILABLE, Duration.ofSeconds(20),
                    FailureCode.LEDGER_UNAVAILABLE, Duration.ofSeconds(10)));

    // 2^20 first waits are beyond any cap that makes sense, and shifting further would overflow.
    private static final int MAX_DOUBLINGS = 20;

    public RetryPolicy {
        if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "first must be positive and not above cap, but first is " + first + " and cap " + cap);
        }
        if (maxDepth < 0) {
            throw new IllegalArgumentException("maxDepth must not be negative but is " + maxDepth);
        }
        firstByCode = Map.copyOf(firstByCode);
    }

    /** The same policy with another first wait for one code. */
    public RetryPolicy withFirst(FailureCode code, Duration wait) {
        Map<FailureCode, Duration> changed = new EnumMap<>(FailureCode.class);
        changed.putAll(firstByCode);
        changed.put(code, wait);
        return new RetryPolicy(first, cap, maxDepth, changed);
    }

    /** How long to wait after some tries: anything from nothing to the doubled first wait, so that workers do not come in waves. */
    Duration delay(FailureCode code, int tries, RandomGenerator random) {
        Duration longest = firstByCode.getOrDefault(code, first).multipliedBy(1L << Math.min(tries, MAX_DOUBLINGS));
        if (longest.compareTo(cap) > 0) {
            longest = cap;
        }
        return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
    }

    boolean allows(int retryDepth) {
        return retryDepth < maxDepth;
    }
}
