package io.masspayout.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a stop is tried that no look at the treasury can judge: with one batch at a time, which costs a fee, and with ever longer waits. A payment
 * that takes effect lifts the stop, and a person may do so at any time.
 *
 * @param begun how many tries were begun
 * @param nextAt when the next one may begin, by the host's clock; {@code null} after the last
 * @param open whether a try was begun and no worker has sent its batch yet
 */
public record Probing(int begun, @Nullable Instant nextAt, boolean open) {

    /** So many tries, over two hours: a cause that lasts longer is not mended by waiting, and each try costs a fee. */
    public static final int MAX = 7;

    /** Before the first try; the wait doubles with each further one, to 64 minutes before the last. A top-up takes about as long to arrive. */
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);

    public Probing {
        if (begun < 0 || begun > MAX) {
            throw new IllegalArgumentException("begun must be between 0 and " + MAX + " but is " + begun);
        }
    }

    /** After so many tries, of which the last was begun, or the stop made, at some time. */
    public static Probing after(int begun, Instant at, boolean open) {
        return new Probing(begun, begun < MAX ? at.plus(FIRST_WAIT.multipliedBy(1L << begun)) : null, open);
    }

    /** Whether another try may begin. */
    public boolean isDue(Instant now) {
        return nextAt != null && !nextAt.isAfter(now);
    }

    /** Whether a worker that comes now could get somewhere. */
    public boolean isWorthTrying(Instant now) {
        return open || isDue(now);
    }

    /** This with one more try begun. */
    public Probing begin(Instant now) {
        return after(begun + 1, now, true);
    }

    /** This after a worker has taken the open try for its batch. */
    public Probing taken() {
        return new Probing(begun, nextAt, false);
    }
}
