package io.masspayout.testing;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Ledger time as nanoseconds since the epoch: half the memory of an instant, and its own order. Good until the year 2262. */
final class LedgerTime {

    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private LedgerTime() {}

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    }

    /** As {@link #nanos}, but what lies beyond either end of the range becomes that end. */
    static long clampedNanos(Instant instant) {
        if (instant.isAfter(instant(Long.MAX_VALUE))) {
            return Long.MAX_VALUE;
        }
        return instant.isBefore(instant(Long.MIN_VALUE)) ? Long.MIN_VALUE : nanos(instant);
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /** Seconds, a point and nine digits, as they stand in transaction ids. */
    static String text(long nanos) {
        String fraction = Long.toString(Math.floorMod(nanos, NANOS_PER_SECOND));
        return Math.floorDiv(nanos, NANOS_PER_SECOND) + "." + "0".repeat(9 - fraction.length()) + fraction;
    }
}
