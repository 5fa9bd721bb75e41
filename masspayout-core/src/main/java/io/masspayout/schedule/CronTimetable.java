package io.masspayout.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The times on the wall that a cron expression matches, as instants; two that fall on the same instant are one occurrence. */
final class CronTimetable implements Timetable {

    private static final String FORM =
            "write five fields of Unix cron, minute, hour, day of month, month and day of week, like 0 9 * * MON-FRI";

    private final CronExpression cron;
    private final Instant start;
    private final ZoneId zone;

    private CronTimetable(CronExpression cron, Instant start, ZoneId zone) {
        this.cron = cron;
        this.start = start;
        this.zone = zone;
    }

    /** The timetable of an expression; notes why there is none. */
    static Optional<CronTimetable> of(@Nullable String expression, Instant start, ZoneId zone, Findings faults) {
        if (expression == null) {
            faults.add("cron", null, "is missing; " + FORM + ", or use another frequency");
            return Optional.empty();
        }
        try {
            return Optional.of(new CronTimetable(CronExpression.read(expression), start, zone));
        } catch (IllegalArgumentException e) {
            faults.add("cron", expression, "cannot be read (" + e.getMessage() + "); " + FORM);
        } catch (NoClassDefFoundError e) {
            faults.add(
                    "cron",
                    expression,
                    "cron expressions need com.cronutils:cron-utils on the class path; add it, or use another frequency");
        }
        return Optional.empty();
    }

    @Override
    public Optional<Occurrence> first() {
        return after(start.minusNanos(1)).map(at -> new Occurrence(1, at));
    }

    @Override
    public Optional<Occurrence> next(Occurrence occurrence) {
        return after(occurrence.at()).map(at -> new Occurrence(occurrence.number() + 1, at));
    }

    /** Goes through all in between: nothing else tells how many they are. */
    @Override
    public Occurrence latest(Occurrence from, Instant until, long lastNumber) {
        Occurrence latest = from;
        while (latest.number() < lastNumber) {
            Optional<Occurrence> next = next(latest);
            if (next.isEmpty() || next.get().at().isAfter(until)) {
                break;
            }
            latest = next.get();
        }
        return latest;
    }

    /**
     * The earliest instant after this one that a match falls on. The order of matches on the wall is that of their instants except around a
     * gap, where a skipped time is moved on past times that are not skipped; there both are looked at.
     */
    private Optional<Instant> after(Instant instant) {
        LocalDateTime onTheWall = pastSecondShowing(instant);
        Optional<LocalDateTime> match = cron.after(onTheWall);
        return Stream.of(
                        match,
                        match.flatMap(this::afterGapAround),
                        lastGap(instant).flatMap(gap -> movedOn(gap, onTheWall)))
                .flatMap(Optional::stream)
                .map(candidate -> WallClock.instantOf(candidate, zone))
                .min(Comparator.naturalOrder());
    }

    /** The time on the wall; within the second of two equal hours the very end of that hour, as all of its matches were due in the first. */
    private LocalDateTime pastSecondShowing(Instant instant) {
        ZoneRules rules = zone.getRules();
        LocalDateTime onTheWall = LocalDateTime.ofInstant(instant, zone);
        ZoneOffsetTransition change = rules.getTransition(onTheWall);
        return change != null && rules.getOffset(instant).equals(change.getOffsetAfter())
                ? change.getDateTimeBefore().minusNanos(1)
                : onTheWall;
    }

    /** For a match that the clock skips: the first that comes after the gap. */
    private Optional<LocalDateTime> afterGapAround(LocalDateTime match) {
        return Optional.ofNullable(zone.getRules().getTransition(match))
                .filter(ZoneOffsetTransition::isGap)
                .flatMap(gap -> cron.after(gap.getDateTimeAfter().minusNanos(1)));
    }

    private Optional<ZoneOffsetTransition> lastGap(Instant instant) {
        return Optional.ofNullable(zone.getRules().previousTransition(instant.plusNanos(1)))
                .filter(ZoneOffsetTransition::isGap);
    }

    /** Right after a gap: a match in the gap that is moved on to a time still to come. */
    private Optional<LocalDateTime> movedOn(ZoneOffsetTransition gap, LocalDateTime onTheWall) {
        LocalDateTime beforeItMoved = onTheWall.minus(gap.getDuration());
        return beforeItMoved.isBefore(gap.getDateTimeAfter())
                ? cron.after(beforeItMoved).filter(match -> match.isBefore(gap.getDateTimeAfter()))
                : Optional.empty();
    }
}
