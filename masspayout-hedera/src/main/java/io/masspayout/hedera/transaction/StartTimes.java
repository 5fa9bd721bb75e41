package io.masspayout.hedera.transaction;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Gives out valid-start times, each once in this process. Among processes that share a payer, chance keeps them apart: a collision takes two
 * that draw the same nanosecond. The database's unique index on transaction ids refuses the second of two in one database; of two in different
 * databases, only one can take effect, and the other one is told by the mirror's hash and memo. The SDK's own ids have a random part of a thousand
 * only, in steps of a millisecond.
 *
 * <p>Safe for use by many threads.
 */
public final class StartTimes {

    /**
     * How far in the past a transaction begins. A network whose clock is behind ours refuses what has not begun; the SDK allows for as
     * much.
     */
    public static final Duration CLOCK_MARGIN = Duration.ofSeconds(10);

    /** The steps between ids given out in a burst: up to 10,000 ids a second do not run ahead of the clock. */
    private static final int LARGEST_STEP_NANOS = 200_000;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration ahead;
    private Instant last = Instant.MIN;

    /**
     * Start times from now on.
     *
     * @param ahead how much later than now transactions begin, to leave time for their approval; zero for at once
     */
    public StartTimes(InstantSource clock, RandomGenerator random, Duration ahead) {
        this.clock = clock;
        this.random = random;
        this.ahead = ahead;
    }

    /** A start time that this object has not given out. */
    public synchronized Instant next() {
        Instant begin = clock.instant().minus(CLOCK_MARGIN).plus(ahead);
        Instant from = begin.isAfter(last) ? begin : last;
        last = from.plusNanos(1L + random.nextInt(LARGEST_STEP_NANOS));
        return last;
    }
}
