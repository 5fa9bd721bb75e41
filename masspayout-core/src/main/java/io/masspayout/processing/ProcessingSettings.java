package io.masspayout.processing;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How due work is found; {@link #defaults} is right for most hosts.
 *
 * @param clockTolerance how far the host's clock may be from the database's; empty for a host that sets its clock by hand
 * @param syncEvery how old a register that follows the ledger may get
 * @param timeSlice how long one distribution is worked on while others wait
 * @param partTime how long one part of {@code runDue} begins further work
 */
public record ProcessingSettings(
        Optional<Duration> clockTolerance, Duration syncEvery, Duration timeSlice, Duration partTime) {

    /** Clocks that are kept by NTP differ by milliseconds; half a minute is a clock that nobody keeps, and pays at the wrong time. */
    public static final Duration DEFAULT_CLOCK_TOLERANCE = Duration.ofSeconds(30);

    /** Holders are listed to be looked at; a distribution that pays by the ledger counts them at its record date anyway. */
    public static final Duration DEFAULT_SYNC_EVERY = Duration.ofDays(1);

    /**
     * Whether anybody waits is one short query; who waits does so for this long, and for the ledger's answers to what is under way.
     */
    public static final Duration DEFAULT_TIME_SLICE = Duration.ofSeconds(1);

    /**
     * A part that meets a ledger which answers each question after a timeout of half a minute begins two of them, and the other parts have their
     * turn. A large payout that has to pause each minute for what is under way is hardly slower.
     */
    public static final Duration DEFAULT_PART_TIME = Duration.ofMinutes(1);

    public ProcessingSettings {
        Objects.requireNonNull(clockTolerance, "clockTolerance");
        if (syncEvery.isNegative() || syncEvery.isZero()) {
            throw new IllegalArgumentException("syncEvery must be positive but is " + syncEvery);
        }
        if (timeSlice.isNegative() || timeSlice.isZero()) {
            throw new IllegalArgumentException("timeSlice must be positive but is " + timeSlice);
        }
        if (partTime.isNegative() || partTime.isZero()) {
            throw new IllegalArgumentException("partTime must be positive but is " + partTime);
        }
    }

    public static ProcessingSettings defaults() {
        return new ProcessingSettings(
                Optional.of(DEFAULT_CLOCK_TOLERANCE), DEFAULT_SYNC_EVERY, DEFAULT_TIME_SLICE, DEFAULT_PART_TIME);
    }

    public ProcessingSettings withClockTolerance(Duration tolerance) {
        return new ProcessingSettings(Optional.of(tolerance), syncEvery, timeSlice, partTime);
    }

    /** For a clock that is set by hand, as tests and rehearsals do. */
    public ProcessingSettings withoutClockCheck() {
        return new ProcessingSettings(Optional.empty(), syncEvery, timeSlice, partTime);
    }

    public ProcessingSettings withSyncEvery(Duration age) {
        return new ProcessingSettings(clockTolerance, age, timeSlice, partTime);
    }

    public ProcessingSettings withTimeSlice(Duration length) {
        return new ProcessingSettings(clockTolerance, syncEvery, length, partTime);
    }

    public ProcessingSettings withPartTime(Duration length) {
        return new ProcessingSettings(clockTolerance, syncEvery, timeSlice, length);
    }
}
