package io.masspayout.campaign;

import io.masspayout.schedule.MissedOccurrences;
import io.masspayout.schedule.Recurrence;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/** The recurring distributions of a year: every frequency, in three zones, with and without an end. */
final class RecurringCases {

    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("Europe/Madrid"), ZoneId.of("America/New_York"), ZoneId.of("UTC"));

    /** Those that the clock skips once and shows twice once; and none within an hour of the end of a year. */
    private static final List<LocalTime> TIMES = List.of(
            LocalTime.of(2, 30),
            LocalTime.of(2, 0),
            LocalTime.of(9, 15),
            LocalTime.of(13, 7, 31),
            LocalTime.of(16, 45));

    /** Starts on the last days of a month are the interesting ones. */
    private static final List<Integer> DAYS = List.of(31, 30, 29, 28, 15, 1);

    private static final int MOST_HOURS = 60;

    private record Cron(String expression, Predicate<LocalDateTime> ticked) {}

    private static final List<Cron> CRONS = List.of(
            new Cron("0 9 * * MON-FRI", at -> at.toLocalTime().equals(LocalTime.of(9, 0)) && isWorkday(at)),
            new Cron("30 2 * * *", at -> at.toLocalTime().equals(LocalTime.of(2, 30))),
            new Cron(
                    "*/20 2-3 * * SUN",
                    at -> at.getDayOfWeek() == DayOfWeek.SUNDAY
                            && (at.getHour() == 2 || at.getHour() == 3)
                            && at.getMinute() % 20 == 0),
            new Cron(
                    "0 12 13 * FRI",
                    at -> at.toLocalTime().equals(LocalTime.NOON)
                            && (at.getDayOfMonth() == 13 || at.getDayOfWeek() == DayOfWeek.FRIDAY)),
            new Cron(
                    "45 16 1,15 * *",
                    at -> at.toLocalTime().equals(LocalTime.of(16, 45))
                            && (at.getDayOfMonth() == 1 || at.getDayOfMonth() == 15)),
            new Cron(
                    "5 8 31 3,12 *",
                    at -> at.toLocalTime().equals(LocalTime.of(8, 5))
                            && at.getDayOfMonth() == 31
                            && (at.getMonthValue() == 3 || at.getMonthValue() == 12)));

    /** What the library is told, and when that is due until an instant. */
    private record Rule(Recurrence told, Function<Instant, List<Instant>> due) {}

    private final YearPlan plan;
    private final Random dice;
    private final List<RecurringCase> cases = new ArrayList<>();
    private int crons;

    private RecurringCases(YearPlan plan) {
        this.plan = plan;
        this.dice = plan.dice("recurring");
    }

    static List<RecurringCase> of(YearPlan plan) {
        RecurringCases maker = new RecurringCases(plan);
        for (int i = 0; i < plan.recurring(); i++) {
            maker.make(i);
        }
        return maker.cases;
    }

    private static boolean isWorkday(LocalDateTime at) {
        return at.getDayOfWeek() != DayOfWeek.SATURDAY && at.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private void make(int i) {
        ZoneId zone = ZONES.get(i % ZONES.size());
        Rule rule = rule(i, zone);
        List<Instant> due = rule.due().apply(plan.to());
        Recurrence told = rule.told();
        // An end, a number of times, or neither; hourly ones have their number.
        if (told.count() == null && i % 3 == 1 && due.size() > 1) {
            int count = 1 + dice.nextInt(due.size());
            told = told.times(count);
            due = due.subList(0, count);
        } else if (told.count() == null && i % 3 == 2 && due.size() > 1) {
            int last = dice.nextInt(1, due.size());
            // Just as well the very instant as some time after it: an end belongs to it.
            Instant end = due.get(last).plusSeconds(dice.nextInt(2) * 60L);
            told = told.until(end);
            due = due.subList(0, last + 1);
        }
        MissedOccurrences missed = switch (i % 9) {
            case 6 -> MissedOccurrences.RUN_LATEST;
            case 7 -> MissedOccurrences.SKIP;
            default -> MissedOccurrences.RUN_ALL;
        };
        cases.add(new RecurringCase(
                "recurring-" + i + "-" + told.frequency(),
                dice.nextInt(YearPlan.HOLDERS_OF_ASSETS.size()),
                YearAmount.thrown(dice),
                told.missed(missed),
                due));
    }

    private Rule rule(int i, ZoneId zone) {
        return switch (i % 10) {
            case 0 -> hourly(zone);
            case 1, 5 -> rule(start(zone, 60), Recurrence::daily, 1, ChronoUnit.DAYS);
            case 2, 6 -> rule(start(zone, 50), Recurrence::weekly, 1, ChronoUnit.WEEKS);
            case 3 -> rule(onDay(zone), Recurrence::monthly, 1, ChronoUnit.MONTHS);
            case 4 -> rule(onDay(zone), Recurrence::quarterly, 3, ChronoUnit.MONTHS);
            case 8 -> rule(start(zone, 90), Recurrence::yearly, 1, ChronoUnit.YEARS);
            default -> cron(zone);
        };
    }

    private Rule hourly(ZoneId zone) {
        ZonedDateTime start = start(zone, 80);
        int count = dice.nextInt(MOST_HOURS / 2, MOST_HOURS);
        return new Rule(
                Recurrence.hourly(start).times(count),
                to -> HandmadeCalendar.hours(start, start.toInstant().plus(Duration.ofHours(count - 1L))));
    }

    private static Rule rule(
            ZonedDateTime start, Function<ZonedDateTime, Recurrence> recurrence, int length, ChronoUnit unit) {
        return new Rule(recurrence.apply(start), to -> HandmadeCalendar.steps(start, length, unit, to));
    }

    private Rule cron(ZoneId zone) {
        Cron cron = CRONS.get(crons++ % CRONS.size());
        ZonedDateTime start = start(zone, 40);
        return new Rule(
                Recurrence.cron(cron.expression(), start), to -> HandmadeCalendar.minutes(cron.ticked(), start, to));
    }

    /** In the first so many percent of the year, or some days before it: what was due then is made up for. */
    private ZonedDateTime start(ZoneId zone, int percent) {
        long days = plan.length().toDays() * percent / 100;
        LocalDate day = LocalDate.ofInstant(plan.from(), zone).plusDays(dice.nextLong(-3, days));
        return notSkipped(day, zone);
    }

    /** In the month in which the year begins or one of the two before, on a day at its end if it has that. */
    private ZonedDateTime onDay(ZoneId zone) {
        LocalDate month = LocalDate.ofInstant(plan.from().plus(Duration.ofDays(1)), zone)
                .withDayOfMonth(1)
                .minusMonths(dice.nextInt(3));
        int day = Math.min(DAYS.get(dice.nextInt(DAYS.size())), month.lengthOfMonth());
        return notSkipped(month.withDayOfMonth(day), zone);
    }

    // A start that the clock skips is another start.
    private ZonedDateTime notSkipped(LocalDate day, ZoneId zone) {
        LocalTime time = TIMES.get(dice.nextInt(TIMES.size()));
        ZonedDateTime start = day.atTime(time).atZone(zone);
        return start.toLocalTime().equals(time) ? start : notSkipped(day.minusDays(1), zone);
    }
}
