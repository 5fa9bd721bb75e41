package io.masspayout.engine;

import io.masspayout.ledger.LedgerLimits;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps sends below so many a second, with a small burst for what waited while the thread was busy elsewhere. Belongs to one run;
 * not thread-safe.
 */
final class Pace {

    // A tenth of a second's worth: no ledger counts in finer steps, and the thread comes round more often than that.
    private static final int BURSTS_PER_SECOND = 10;

    private final int perSecond;
    private final long burst;
    private long counted;
    private Instant since;

    Pace(int perSecond, Instant now) {
        this.perSecond = perSecond;
        this.burst = Math.max(1, perSecond / BURSTS_PER_SECOND);
        this.since = now;
        this.counted = 0;
    }

    /** How many may be sent now. */
    int permits(Instant now) {
        if (perSecond == LedgerLimits.UNPACED) {
            return Integer.MAX_VALUE;
        }
        long earned = earned(now);
        if (earned - counted > burst) {
            // What was not used for long is forgotten, else a pause would end in a flood.
            counted = earned - burst;
        }
        return Math.toIntExact(Math.max(0, earned - counted));
    }

    void sent(int number) {
        counted += number;
    }

    /** How long until the next permit. */
    Duration untilNext() {
        return perSecond == LedgerLimits.UNPACED
                ? Duration.ZERO
                : Duration.ofSeconds(1).dividedBy(perSecond);
    }

    private long earned(Instant now) {
        Duration elapsed = Duration.between(since, now);
        if (elapsed.isNegative()) {
            since = now;
            counted = 0;
            return burst;
        }
        return Math.addExact(burst, Math.multiplyExact(elapsed.toMillis(), perSecond) / 1_000);
    }
}
