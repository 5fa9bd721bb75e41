package io.masspayout.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one run may begin new batches while others wait: a distribution of a million holders must not keep one of a hundred waiting. As long as
 * nobody waits it goes on, slice after slice. Belongs to one run; not thread-safe.
 */
public final class TimeSlice {

    private final @Nullable Duration length;
    private final BooleanSupplier othersWait;
    private @Nullable Instant end;
    private boolean over;

    private TimeSlice(@Nullable Duration length, BooleanSupplier othersWait) {
        this.length = length;
        this.othersWait = othersWait;
    }

    /** For who has been told to work on one distribution and no other. */
    public static TimeSlice unlimited() {
        return new TimeSlice(null, () -> false);
    }

    /**
     * A slice that begins when it is asked first.
     *
     * @param length by the host's clock
     * @param othersWait asked when the slice is over, and once in each further one
     */
    public static TimeSlice of(Duration length, BooleanSupplier othersWait) {
        return new TimeSlice(length, othersWait);
    }

    /** Whether to leave the rest to a later run; once it is so it stays so. */
    boolean isOver(Instant now) {
        if (length == null || over) {
            return over;
        }
        if (end == null) {
            end = now.plus(length);
        } else if (!now.isBefore(end)) {
            over = othersWait.getAsBoolean();
            end = now.plus(length);
        }
        return over;
    }
}
