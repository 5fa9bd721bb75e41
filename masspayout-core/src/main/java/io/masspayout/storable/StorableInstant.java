package io.masspayout.storable;

import java.time.Instant;
import java.util.Optional;

/** Times that PostgreSQL's {@code timestamptz} can keep. */
public final class StorableInstant {

    /** The first moment of the year 4713 before our era would be the last that fits; a round year is easier to say. */
    public static final Instant EARLIEST = Instant.parse("-4700-01-01T00:00:00Z");

    /** The year 294276 is the last that fits. */
    public static final Instant LATEST = Instant.parse("+294000-12-31T23:59:59.999999Z");

    private StorableInstant() {}

    /** What is wrong with a caller's time, and what to do; empty when nothing is. */
    public static Optional<String> problem(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                ? Optional.of("is beyond the times that a database can store, " + EARLIEST + " to " + LATEST)
                : Optional.empty();
    }

    /** A time from outside, or the nearest that can be kept: the outcome that comes with it must not be lost. */
    public static Instant nearest(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time;
    }
}
