package io.masspayout.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** When something recurs, counted out step by step, without any of the library's arithmetic. */
final class HandmadeCalendar {

    private HandmadeCalendar() {}

    /** Hours as they pass. */
    static List<Instant> hours(ZonedDateTime start, Instant to) {
        List<Instant> due = new ArrayList<>();
        for (Instant at = start.toInstant(); !at.isAfter(to); at = at.plus(Duration.ofHours(1))) {
            due.add(at);
        }
        return due;
    }

    /** The same time of day after so many days, weeks, months or years from the start. */
    static List<Instant> steps(ZonedDateTime start, int length, ChronoUnit unit, Instant to) {
        List<Instant> due = new ArrayList<>();
        LocalDateTime first = start.toLocalDateTime();
        for (int i = 0; ; i++) {
            // From the start each time, so that a short month shortens no other one.
            Instant at = instant(first.plus((long) i * length, unit), start.getZone());
            if (at.isAfter(to)) {
                return due;
            }
            due.add(at);
        }
    }

    /** Every minute that the clock on the wall should show and that a person would tick off, in the order in which they come. */
    static List<Instant> minutes(Predicate<LocalDateTime> ticked, ZonedDateTime start, Instant to) {
        TreeSet<Instant> due = new TreeSet<>();
        // Two hours to either side, for those that a change of the clock moves.
        LocalDateTime last = LocalDateTime.ofInstant(to, start.getZone()).plusHours(2);
        for (LocalDateTime minute = start.toLocalDateTime().minusHours(2).truncatedTo(ChronoUnit.MINUTES);
                minute.isBefore(last);
                minute = minute.plusMinutes(1)) {
            Instant at = instant(minute, start.getZone());
            if (ticked.test(minute) && !at.isBefore(start.toInstant()) && !at.isAfter(to)) {
                due.add(at);
            }
        }
        return List.copyOf(due);
    }

    /** Of two times that look the same the first; a time that the clock skips is moved on by as much as the clock is. */
    private static Instant instant(LocalDateTime onTheWall, ZoneId zone) {
        return onTheWall.atZone(zone).toInstant();
    }
}
