package io.masspayout.testing;

import io.masspayout.ledger.LedgerLimits;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds one client to the limits it was told: submissions under way at once, and submissions started in any second. */
final class Throttle {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LedgerLimits limits;
    private int inFlight;
    private long windowStart = Long.MIN_VALUE;
    private int startedInWindow;

    Throttle(LedgerLimits limits) {
        this.limits = limits;
    }

    /** Lets one submission in, or says why not. Who was let in has to {@link #leave()}. */
    synchronized @Nullable String enter(long now) {
        if (inFlight >= limits.maxInFlight()) {
            return "BUSY: " + inFlight + " submissions of this client are under way";
        }
        if (limits.batchesPerSecond() != LedgerLimits.UNPACED) {
            // Seconds are counted from the first submission after a pause: gentler than a sliding window, never by
            // twice.
            if (windowStart == Long.MIN_VALUE || now - windowStart >= SECOND) {
                windowStart = now;
                startedInWindow = 0;
            }
            if (startedInWindow >= limits.batchesPerSecond()) {
                return "BUSY: " + startedInWindow + " submissions within a second";
            }
            startedInWindow++;
        }
        inFlight++;
        return null;
    }

    synchronized void leave() {
        inFlight--;
    }

    synchronized int inFlight() {
        return inFlight;
    }
}
