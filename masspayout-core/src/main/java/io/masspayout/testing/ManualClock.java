package io.masspayout.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** A clock that stands still until it is moved by hand. Safe for use by many threads. */
public final class ManualClock implements InstantSource {

    private volatile Instant now;

    private ManualClock(Instant start) {
        this.now = Objects.requireNonNull(start, "start");
    }

    /** A clock that shows an instant. */
    public static ManualClock at(Instant start) {
        return new ManualClock(start);
    }

    /**
     * A clock that shows an instant written in ISO 8601, for example {@code 2026-03-31T12:00:00Z}.
     *
     * @throws java.time.format.DateTimeParseException when the text is not such an instant
     */
    public static ManualClock at(String start) {
        return at(Instant.parse(start));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Moves the clock on, or back by a negative duration.
     *
     * @return the time it shows then
     */
    public synchronized Instant advance(Duration by) {
        now = now.plus(by);
        return now;
    }

    /** Sets the clock, forwards or backwards. */
    public synchronized void set(Instant time) {
        now = Objects.requireNonNull(time, "time");
    }

    @Override
    public String toString() {
        return "manual clock at " + now;
    }
}
