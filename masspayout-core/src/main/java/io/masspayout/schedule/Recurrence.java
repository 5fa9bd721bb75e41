package io.masspayout.schedule;

import io.masspayout.storable.StorableInstant;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something that recurs is due. Immutable, and knows no clock: everybody who works it out comes to the same occurrences.
 *
 * <p>Occurrences are counted from the start in the zone, never from the occurrence before: 31 January, then 28 February, then 31 March; and
 * 28 February in years that have no 29th. {@link Frequency#HOURLY} counts hours that pass. All other frequencies speak of the clock on the
 * wall, which is changed twice a year in many zones: a time that the clock skips is moved on by as much as the clock is (02:30 becomes
 * 03:30), and a time that it shows twice is due when it is shown first. Two times that thereby fall on the same instant are one occurrence.
 * So occurrences strictly increase, and their numbers have no gaps.
 *
 * <p>Holds what it was given, as it was given; {@link #check} finds what is wrong with it.
 *
 * @param cron a five-field Unix cron expression with {@link Frequency#CRON}, otherwise {@code null}
 * @param start the first occurrence; with {@link Frequency#CRON} the first match at or after it is
 * @param zone whose clock on the wall counts
 * @param end the last instant at which an occurrence may be: one at exactly the end still counts. {@code null} for none
 * @param count how many occurrences there are at most; {@code null} for any number
 * @param grace how late an occurrence may be found and still be made up for, in whole seconds; counts with {@link MissedOccurrences#SKIP}
 *     only
 */
public record Recurrence(
        Frequency frequency,
        @Nullable String cron,
        Instant start,
        ZoneId zone,
        @Nullable Instant end,
        @Nullable Long count,
        MissedOccurrences missed,
        Duration grace) {

    /**
     * The grace unless one is given. Above the pause between two calls of a host's scheduler together with a restart of the host, so that
     * neither leaves out an occurrence; well below an hour, the shortest interval that has a name.
     */
    public static final Duration DEFAULT_GRACE = Duration.ofMinutes(15);

    public Recurrence {
        Objects.requireNonNull(frequency, "frequency");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(missed, "missed");
        Objects.requireNonNull(grace, "grace");
    }

    /**
     * Every hour from the start. As with all frequencies, it has no end, and every missed occurrence is made up for, unless said otherwise.
     *
     * @param start when and in which zone; {@link ZonedDateTime} has already moved on a time that the zone's clock skips, and a recurrence
     *     that starts at such a time stays with the later time of day
     */
    public static Recurrence hourly(ZonedDateTime start) {
        return of(Frequency.HOURLY, null, start);
    }

    /** Every day at the start's time of day; see {@link #hourly} for the start. */
    public static Recurrence daily(ZonedDateTime start) {
        return of(Frequency.DAILY, null, start);
    }

    /** Every week on the start's day of the week, at its time of day; see {@link #hourly} for the start. */
    public static Recurrence weekly(ZonedDateTime start) {
        return of(Frequency.WEEKLY, null, start);
    }

    /** Every month on the start's day, or the last day of a shorter month; see {@link #hourly} for the start. */
    public static Recurrence monthly(ZonedDateTime start) {
        return of(Frequency.MONTHLY, null, start);
    }

    /** Every third month, as {@link #monthly}. */
    public static Recurrence quarterly(ZonedDateTime start) {
        return of(Frequency.QUARTERLY, null, start);
    }

    /** Every year on the start's day, 29 February being 28 February in other years; see {@link #hourly} for the start. */
    public static Recurrence yearly(ZonedDateTime start) {
        return of(Frequency.YEARLY, null, start);
    }

    /**
     * Whenever an expression matches, at or after the start. Needs com.cronutils:cron-utils on the class path.
     *
     * @param expression minute, hour, day of month, month and day of week of Unix cron, for example {@code "0 9 * * MON-FRI"}; where both a
     *     day of month and a day of week are given, either will do. No seconds, no nicknames such as {@code @daily}, no {@code L}, {@code W},
     *     {@code #} or {@code ?}
     * @param start when and in which zone
     */
    public static Recurrence cron(String expression, ZonedDateTime start) {
        return of(Frequency.CRON, Objects.requireNonNull(expression, "expression"), start);
    }

    private static Recurrence of(Frequency frequency, @Nullable String cron, ZonedDateTime start) {
        return new Recurrence(
                frequency,
                cron,
                start.toInstant(),
                start.getZone(),
                null,
                null,
                MissedOccurrences.RUN_ALL,
                DEFAULT_GRACE);
    }

    /** Ends it: no occurrence is later. One at exactly the end still counts. */
    public Recurrence until(Instant end) {
        return new Recurrence(frequency, cron, start, zone, Objects.requireNonNull(end, "end"), count, missed, grace);
    }

    /** Limits how many occurrences there are, the first one included; missed ones count. */
    public Recurrence times(long count) {
        return new Recurrence(frequency, cron, start, zone, end, count, missed, grace);
    }

    /** What becomes of missed occurrences; with {@link MissedOccurrences#SKIP}, the grace is as it was. */
    public Recurrence missed(MissedOccurrences policy) {
        return new Recurrence(frequency, cron, start, zone, end, count, policy, grace);
    }

    /** Leaves out what is found more than the grace after its time: {@link MissedOccurrences#SKIP}. */
    public Recurrence skipAfter(Duration grace) {
        return new Recurrence(frequency, cron, start, zone, end, count, MissedOccurrences.SKIP, grace);
    }

    /**
     * The first occurrence; empty when it would be after the end, or none ever comes.
     *
     * @throws IllegalStateException when the cron expression cannot be read, is missing, or its library is
     */
    public Optional<Occurrence> first() {
        return timetable().first().filter(this::counts);
    }

    /**
     * The occurrence after one of this recurrence; empty when that was the last.
     *
     * @throws IllegalStateException as {@link #first}
     */
    public Optional<Occurrence> next(Occurrence occurrence) {
        return timetable().next(occurrence).filter(this::counts);
    }

    /**
     * The last occurrence at or before an instant. Costs the same however much time lies between, except with a cron expression, where all
     * occurrences in between are gone through.
     *
     * @param from an occurrence of this recurrence from which the search starts
     * @return {@code from} or a later one; empty when {@code from} is after {@code now}, or past the end
     * @throws IllegalStateException as {@link #first}
     */
    public Optional<Occurrence> latest(Occurrence from, Instant now) {
        Instant until = end == null || now.isBefore(end) ? now : end;
        if (from.at().isAfter(until) || !counts(from)) {
            return Optional.empty();
        }
        return Optional.of(timetable().latest(from, until, count == null ? Long.MAX_VALUE : count));
    }

    private boolean counts(Occurrence occurrence) {
        return (end == null || !occurrence.at().isAfter(end)) && (count == null || occurrence.number() <= count);
    }

    private Timetable timetable() {
        if (frequency != Frequency.CRON) {
            return IntervalTimetable.of(frequency, start, zone);
        }
        return CronTimetable.of(cron, start, zone, (field, value, problem) -> {
                    throw new IllegalStateException(field + " = '" + value + "': " + problem);
                })
                .orElseThrow();
    }

    /** Notes everything that is wrong with it, each fault by the name of its field. Throws nothing. */
    public void check(Findings faults) {
        if (frequency == Frequency.CRON) {
            CronTimetable.of(cron, start, zone, faults).ifPresent(timetable -> checkEverDue(timetable, faults));
        } else {
            faults.check(
                    cron == null,
                    "cron",
                    cron,
                    "goes with the frequency CRON and not with " + frequency + "; leave it out, or say CRON");
        }
        wholeMicroseconds("start", start, faults);
        if (end != null) {
            wholeMicroseconds("end", end, faults);
            faults.check(
                    !end.isBefore(start), "end", end, "is before the start, " + start + "; give a later one, or none");
        }
        faults.check(
                count == null || count >= 1,
                "count",
                count,
                "must be at least 1; leave it out for any number of times");
        faults.check(
                !grace.isNegative(),
                "grace",
                grace,
                "must not be negative; say how late an occurrence may be and still be made up for");
        faults.check(
                grace.equals(grace.truncatedTo(ChronoUnit.SECONDS)),
                "grace",
                grace,
                "is more exact than the database keeps; give whole seconds");
    }

    private void checkEverDue(CronTimetable timetable, Findings faults) {
        Optional<Occurrence> first = timetable.first();
        if (first.isEmpty()) {
            faults.add("cron", cron, "matches no date, as 30 February would; correct the days and months");
        } else if (end != null && !end.isBefore(start) && first.get().at().isAfter(end)) {
            faults.add(
                    "end", end, "is before the first occurrence, " + first.get().at() + "; give a later one, or none");
        }
    }

    /** The database keeps no more; cut off, an occurrence would have another time than the one worked out. */
    private static void wholeMicroseconds(String field, Instant instant, Findings faults) {
        faults.check(
                instant.equals(instant.truncatedTo(ChronoUnit.MICROS)),
                field,
                instant,
                "is more exact than the database keeps; give whole microseconds, or a full second as is usual");
        StorableInstant.problem(instant).ifPresent(problem -> faults.add(field, instant, problem));
    }
}
