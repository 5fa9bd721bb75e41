package io.masspayout.store;

import java.time.Duration;

/** How long a batch is set aside whose step the store has refused: longer each time, as only a person or another version can help. */
public final class Parking {

    /** What was refused for a passing reason, such as a race with a person's act, is recorded soon. */
    public static final Duration FIRST = Duration.ofSeconds(5);

    /** A person who has mended the cause need not wait longer. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /** Five seconds have become more than ten minutes by then. */
    private static final int MAX_DOUBLINGS = 7;

    private Parking() {}

    /**
     * Until a batch is looked at again.
     *
     * @param before how often it was set aside before
     */
    public static Duration delay(int before) {
        Duration delay = FIRST.multipliedBy(1L << Math.min(before, MAX_DOUBLINGS));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
