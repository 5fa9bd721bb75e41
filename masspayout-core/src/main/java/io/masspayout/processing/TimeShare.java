package io.masspayout.processing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One part's share of a call's time: what takes long in one part must not keep the other parts waiting. Safe for use by many threads. */
public final class TimeShare {

    private final InstantSource clock;
    private final Instant end;

    private TimeShare(InstantSource clock, Instant end) {
        this.clock = clock;
        this.end = end;
    }

    /** A share that begins now, by the host's clock. */
    public static TimeShare of(Duration length, InstantSource clock) {
        return new TimeShare(clock, clock.instant().plus(length));
    }

    boolean isOver() {
        return !clock.instant().isBefore(end);
    }
}
