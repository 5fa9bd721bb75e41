package io.masspayout.schedule;

import static io.masspayout.schedule.Times.assertBegins;
import static io.masspayout.schedule.Times.assertIs;
import static io.masspayout.schedule.Times.madrid;
import static io.masspayout.schedule.Times.newYork;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cron expressions by hand, and around changes of the clock against a search that looks at every minute on the wall. */
class CronTableTest {

    /** Even of minutes more than lie between two of the starts around a change, so that nothing is passed over. */
    private static final int FEW = 12;

    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

    @Test
    void aTimeTheClockSkipsIsMovedOn() {
        assertBegins(
                Recurrence.cron("30 2 * * *", madrid("2026-03-28T00:00")),
                "2026-03-28T02:30+01:00",
                "2026-03-29T03:30+02:00",
                "2026-03-30T02:30+02:00");
        assertBegins(
                Recurrence.cron("30 2 * * *", newYork("2027-03-13T00:00")),
                "2027-03-13T02:30-05:00",
                "2027-03-14T03:30-04:00",
                "2027-03-15T02:30-04:00");
    }

    @Test
    void aTimeTheClockShowsTwiceIsDueAtTheFirst() {
        assertBegins(
                Recurrence.cron("30 2 * * *", madrid("2026-10-24T00:00")),
                "2026-10-24T02:30+02:00",
                "2026-10-25T02:30+02:00",
                "2026-10-26T02:30+01:00");
        assertBegins(
                Recurrence.cron("30 1 * * *", newYork("2027-11-06T00:00")),
                "2027-11-06T01:30-04:00",
                "2027-11-07T01:30-04:00",
                "2027-11-08T01:30-05:00");
    }

    /** 02:00 to 02:45 are moved on to where 03:00 to 03:45 are already. */
    @Test
    void quartersOfAnHourThatFallTogetherAreOneOccurrence() {
        assertBegins(
                Recurrence.cron("*/15 * * * *", madrid("2026-03-29T01:30")),
                "2026-03-29T01:30+01:00",
                "2026-03-29T01:45+01:00",
                "2026-03-29T03:00+02:00",
                "2026-03-29T03:15+02:00",
                "2026-03-29T03:30+02:00",
                "2026-03-29T03:45+02:00",
                "2026-03-29T04:00+02:00");
    }

    @Test
    void quartersOfAnHourPauseInTheSecondOfTwoEqualHours() {
        assertBegins(
                Recurrence.cron("*/15 * * * *", newYork("2026-11-01T01:15")),
                "2026-11-01T01:15-04:00",
                "2026-11-01T01:30-04:00",
                "2026-11-01T01:45-04:00",
                "2026-11-01T02:00-05:00",
                "2026-11-01T02:15-05:00");
        assertBegins(
                Recurrence.cron("*/15 * * * *", newYork("2026-11-01T01:15").withLaterOffsetAtOverlap()),
                "2026-11-01T02:00-05:00",
                "2026-11-01T02:15-05:00");
    }

    /** Lord Howe puts its clocks forward by half an hour: 02:15 is 02:45 then, and comes after 02:40. */
    @Test
    void aTimeThatIsMovedOnMayPassOneThatIsNot() {
        assertBegins(
                Recurrence.cron(
                        "15,40 2 * * *", LocalDateTime.parse("2026-10-04T00:00").atZone(LORD_HOWE)),
                "2026-10-04T02:40+11:00",
                "2026-10-04T02:45+11:00",
                "2026-10-05T02:15+11:00",
                "2026-10-05T02:40+11:00");
    }

    @Test
    void workingDaysStepOverTheWeekendOfAChange() {
        String[] expected = {
            "2026-03-27T09:00+01:00", "2026-03-30T09:00+02:00", "2026-03-31T09:00+02:00", "2026-04-01T09:00+02:00"
        };
        assertBegins(Recurrence.cron("0 9 * * MON-FRI", madrid("2026-03-27T09:00")), expected);
        assertBegins(Recurrence.cron("0 9 * * 1-5", madrid("2026-03-27T09:00")), expected);
        // The tests run in Turkish, where the capital of "i" is "İ".
        assertBegins(Recurrence.cron("0 9 * * mon-fri", madrid("2026-03-27T09:00")), expected);
    }

    @Test
    void theFirstOccurrenceIsTheFirstMatchAtOrAfterTheStart() {
        assertBegins(Recurrence.cron("0 9 1 * *", madrid("2026-05-01T09:00")), "2026-05-01T09:00+02:00");
        assertBegins(Recurrence.cron("0 9 1 * *", madrid("2026-05-01T09:00:00.000001")), "2026-06-01T09:00+02:00");
        assertBegins(Recurrence.cron("0 9 1 * *", madrid("2026-05-01T08:59:59.999999")), "2026-05-01T09:00+02:00");
    }

    @Test
    void sundayIs0And7() {
        assertBegins(Recurrence.cron("0 0 * * 0", madrid("2026-05-01T00:00")), "2026-05-03T00:00+02:00");
        assertBegins(Recurrence.cron("0 0 * * 7", madrid("2026-05-01T00:00")), "2026-05-03T00:00+02:00");
        assertBegins(
                Recurrence.cron("0 0 * * 5-7", madrid("2026-05-01T00:00")),
                "2026-05-01T00:00+02:00",
                "2026-05-02T00:00+02:00",
                "2026-05-03T00:00+02:00",
                "2026-05-08T00:00+02:00");
    }

    @Test
    void ofADayOfTheMonthAndADayOfTheWeekEitherWillDo() {
        assertBegins(
                Recurrence.cron("0 0 13 * FRI", madrid("2026-05-08T00:00")),
                "2026-05-08T00:00+02:00",
                "2026-05-13T00:00+02:00",
                "2026-05-15T00:00+02:00");
    }

    @Test
    void aDayThatAMonthDoesNotHaveIsNotDue() {
        assertBegins(
                Recurrence.cron("0 0 31 * *", madrid("2026-01-01T00:00")),
                "2026-01-31T00:00+01:00",
                "2026-03-31T00:00+02:00",
                "2026-05-31T00:00+02:00");
        assertBegins(
                Recurrence.cron("0 0 29 2 *", madrid("2026-01-01T00:00")),
                "2028-02-29T00:00+01:00",
                "2032-02-29T00:00+01:00");
    }

    @Test
    void endAndCountEndIt() {
        Recurrence firsts = Recurrence.cron("0 9 1 * *", madrid("2026-05-01T00:00"));
        assertIs(firsts.times(2), "2026-05-01T09:00+02:00", "2026-06-01T09:00+02:00");
        assertIs(
                firsts.until(Instant.parse("2026-06-01T07:00:00Z")),
                "2026-05-01T09:00+02:00",
                "2026-06-01T09:00+02:00");
        assertIs(firsts.until(Instant.parse("2026-06-01T06:59:59Z")), "2026-05-01T09:00+02:00");
    }

    @Test
    void whatNeverComesHasNoOccurrence() {
        assertIs(Recurrence.cron("0 0 30 2 *", madrid("2026-01-01T00:00")));
    }

    @Test
    void aroundEveryChangeItIsEveryMatchingMinuteOnTheWallOnce() {
        Map<String, Predicate<LocalDateTime>> expressions = Map.of(
                "* * * * *", time -> true,
                "*/7 * * * *", time -> time.getMinute() % 7 == 0,
                "15,40 * * * *", time -> time.getMinute() == 15 || time.getMinute() == 40,
                "15,40 2 * * *", time -> time.getHour() == 2 && (time.getMinute() == 15 || time.getMinute() == 40),
                "20 1-3 * * *", time -> time.getHour() >= 1 && time.getHour() <= 3 && time.getMinute() == 20,
                "0 0,10 * * *", time -> time.getHour() % 10 == 0 && time.getHour() < 20 && time.getMinute() == 0);
        Map<ZoneId, List<String>> changes = Map.of(
                Times.MADRID,
                List.of("2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"),
                Times.NEW_YORK,
                List.of("2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"),
                LORD_HOWE,
                List.of("2026-04-05", "2026-10-04"),
                // The last of Apia's is a whole day, 30 December 2011.
                ZoneId.of("Pacific/Apia"),
                List.of("2011-04-02", "2011-09-24", "2011-12-30"));
        changes.forEach((zone, days) -> days.forEach(day -> expressions.forEach((expression, matches) -> {
            LocalDateTime from = LocalDateTime.parse(day + "T00:00").minusHours(30);
            List<Instant> all = everyMinute(from, from.plusHours(90), zone, matches);
            Instant change = zone.getRules()
                    .nextTransition(from.atZone(zone).toInstant())
                    .getInstant();
            for (int minutes = -150; minutes <= 150; minutes += 7) {
                Instant start = change.plus(minutes, ChronoUnit.MINUTES);
                List<Instant> expected = all.stream()
                        .filter(at -> !at.isBefore(start))
                        .limit(FEW)
                        .toList();
                assertThat(Times.walk(Recurrence.cron(expression, start.atZone(zone)), FEW))
                        .as("%s from %s in %s", expression, start, zone)
                        .hasSizeGreaterThanOrEqualTo(expected.size())
                        .extracting(Occurrence::at)
                        .startsWith(expected.toArray(Instant[]::new));
            }
        })));
    }

    private static List<Instant> everyMinute(
            LocalDateTime from, LocalDateTime to, ZoneId zone, Predicate<LocalDateTime> matches) {
        return Stream.iterate(from, time -> time.isBefore(to), time -> time.plusMinutes(1))
                .filter(matches)
                .map(time -> time.atZone(zone).toInstant())
                .distinct()
                .sorted()
                .toList();
    }
}
