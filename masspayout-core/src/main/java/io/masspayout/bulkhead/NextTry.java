package io.masspayout.bulkhead;

import java.time.Duration;
import java.time.Instant;

/** When what has failed is tried again. How often it has failed is stored, so a restart does not forget it. */
public final class NextTry {

    /** Doubles with each failure. Trouble that passes by itself has mostly passed after twice as long. */
    private static final Duration UNIT = Duration.ofSeconds(5);

    /** A person who has mended the cause need not wait longer than this for the next try. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** 2^7 times five seconds is beyond the longest wait. */
    private static final int MAX_DOUBLINGS = 7;

    private NextTry() {}

    /**
     * So long after its latest failure: 10 seconds after the first one, then 20, 40, and so on.
     *
     * @param failures how often it has failed in a row, the latest failure included
     */
    public static Duration waitAfter(int failures) {
        Duration wait = UNIT.multipliedBy(1L << Math.max(0, Math.min(failures, MAX_DOUBLINGS)));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** The time of the next try, by the clock that says now. */
    public static Instant after(int failures, Instant now) {
        return now.plus(waitAfter(failures));
    }
}
