package io.masspayout.processing;

import io.masspayout.store.ScheduleStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether the host's clock may say what is due: it is held against the database's, which all hosts share. */
public final class ClockCheck {

    private final ScheduleStore store;
    private final InstantSource clock;
    private final Optional<Duration> tolerance;

    public ClockCheck(ScheduleStore store, InstantSource clock, Optional<Duration> tolerance) {
        this.store = store;
        this.clock = clock;
        this.tolerance = tolerance;
    }

    /**
     * The host's time.
     *
     * @throws ClockSkewException when it is too far from the database's
     */
    public Instant now() {
        if (tolerance.isEmpty()) {
            return clock.instant();
        }
        Instant before = clock.instant();
        Instant database = store.databaseTime();
        Instant after = clock.instant();
        // The database spoke between the two, however long that took.
        if (database.plus(tolerance.get()).isBefore(before)
                || database.minus(tolerance.get()).isAfter(after)) {
            throw new ClockSkewException(after, database, tolerance.get());
        }
        return after;
    }
}
