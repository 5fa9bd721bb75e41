package io.masspayout.hedera.mirror;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps requests below so many a second, for all threads together. A bucket of a quarter second's worth lets a small burst through. */
final class RequestRate {

    private static final int BUCKETS_PER_SECOND = 4;

    private final InstantSource clock;
    private final Duration interval;
    private final Duration bucket;
    private Instant asked;
    private Instant next;

    RequestRate(int perSecond, InstantSource clock) {
        this.clock = clock;
        this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
        this.bucket = interval.multipliedBy(Math.max(1, perSecond / BUCKETS_PER_SECOND) - 1L);
        this.asked = Instant.MIN;
        this.next = Instant.MIN;
    }

    /** Takes the next place, and says how long to wait for it. */
    synchronized Duration take() {
        Instant now = clock.instant();
        Instant earliest = now.minus(bucket);
        // A clock that was set back would otherwise make everybody wait for the old time to come again.
        if (next.isBefore(earliest) || now.isBefore(asked)) {
            next = earliest;
        }
        asked = now;
        Duration wait = Duration.between(now, next);
        next = next.plus(interval);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** The mirror asks for a pause: nobody goes on before it is over. */
    synchronized void holdFor(Duration pause) {
        Instant end = clock.instant().plus(pause);
        if (next.isBefore(end)) {
            next = end;
        }
    }
}
