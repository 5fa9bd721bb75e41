package io.masspayout.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** Equal steps of the calendar from a start. Every occurrence is worked out from the start, so one that had to give way moves no other. */
final class IntervalTimetable implements Timetable {

    private static final Duration DAY = Duration.ofDays(1);

    private final Instant start;
    private final int unitsInStep;
    private final ChronoUnit unit;
    private final ZoneId zone;
    private final LocalDateTime startOnTheWall;

    private IntervalTimetable(Instant start, int unitsInStep, ChronoUnit unit, ZoneId zone) {
        this.start = start;
        this.unitsInStep = unitsInStep;
        this.unit = unit;
        this.zone = zone;
        this.startOnTheWall = LocalDateTime.ofInstant(start, zone);
    }

    /** Of any frequency but {@link Frequency#CRON}. */
    static IntervalTimetable of(Frequency frequency, Instant start, ZoneId zone) {
        return switch (frequency) {
            // The clock on a wall in UTC never changes: there an hour is an hour.
            case HOURLY -> new IntervalTimetable(start, 1, ChronoUnit.HOURS, ZoneOffset.UTC);
            case DAILY -> new IntervalTimetable(start, 1, ChronoUnit.DAYS, zone);
            case WEEKLY -> new IntervalTimetable(start, 1, ChronoUnit.WEEKS, zone);
            case MONTHLY -> new IntervalTimetable(start, 1, ChronoUnit.MONTHS, zone);
            // Not IsoFields.QUARTER_YEARS: it adds whole years first, and on the way from 29 February it would lose the
            // 29th for good.
            case QUARTERLY -> new IntervalTimetable(start, 3, ChronoUnit.MONTHS, zone);
            case YEARLY -> new IntervalTimetable(start, 1, ChronoUnit.YEARS, zone);
            case CRON -> throw new IllegalArgumentException("a cron expression has no interval");
        };
    }

    @Override
    public Optional<Occurrence> first() {
        return Optional.of(occurrence(1));
    }

    @Override
    public Optional<Occurrence> next(Occurrence occurrence) {
        return Optional.of(occurrence(occurrence.number() + 1));
    }

    @Override
    public Occurrence latest(Occurrence from, Instant until, long lastNumber) {
        LocalDateTime untilOnTheWall = LocalDateTime.ofInstant(until, zone);
        long steps = unit.between(startOnTheWall, untilOnTheWall) / unitsInStep;
        long number = Math.max(Math.min(steps + 1, lastNumber), from.number());
        // Whole steps on the wall are a few off at most: a 28 February that stands for the 31st, a change of the clock,
        // days left out.
        while (number > from.number() && at(number).isAfter(until)) {
            number--;
        }
        while (number < lastNumber && !at(number + 1).isAfter(until)) {
            number++;
        }
        return occurrence(number);
    }

    private Occurrence occurrence(long number) {
        return new Occurrence(number, at(number));
    }

    private Instant at(long number) {
        if (number == 1) {
            // As it was given: a start in the second of two equal hours is not drawn into the first.
            return start;
        }
        LocalDateTime onTheWall = startOnTheWall.plus((number - 1) * unitsInStep, unit);
        return WallClock.instantOf(unit == ChronoUnit.DAYS ? pastDaysLeftOut(onTheWall) : onTheWall, zone);
    }

    /**
     * One day later for each day in between that the zone left out as a whole, as Samoa did 30 December 2011. Moved on by the length of
     * the gap, such a day's occurrence would fall on that of the day after.
     */
    private LocalDateTime pastDaysLeftOut(LocalDateTime onTheWall) {
        LocalDateTime result = onTheWall;
        for (ZoneOffsetTransition change : zone.getRules().getTransitions()) {
            if (change.getDuration().compareTo(DAY) >= 0) {
                LocalDateTime leftOut = change.getDateTimeBefore().with(startOnTheWall.toLocalTime());
                if (leftOut.isBefore(change.getDateTimeBefore())) {
                    leftOut = leftOut.plusDays(1);
                }
                if (leftOut.isAfter(startOnTheWall) && !leftOut.isAfter(result)) {
                    result = result.plusDays(1);
                }
            }
        }
        return result;
    }
}
