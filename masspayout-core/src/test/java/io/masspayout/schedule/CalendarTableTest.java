package io.masspayout.schedule;

import static io.masspayout.schedule.Times.assertBegins;
import static io.masspayout.schedule.Times.assertIs;
import static io.masspayout.schedule.Times.madrid;
import static io.masspayout.schedule.Times.newYork;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/**
 * Tables worked out by hand with a calendar and the rules of the zones: clocks in the EU change at 01:00 UTC on the last Sunday of March and of
 * October, in New York at 02:00 on the second Sunday of March and the first Sunday of November. That is 29 March and 25 October 2026, 28 March
 * and 31 October 2027; and 8 March and 1 November 2026, 14 March and 7 November 2027.
 */
class CalendarTableTest {

    @Test
    void monthlyFromThe31stIsTheLastDayOfShorterMonthsAndThe31stAgain() {
        assertBegins(
                Recurrence.monthly(madrid("2027-12-31T10:00")),
                "2027-12-31T10:00+01:00",
                "2028-01-31T10:00+01:00",
                "2028-02-29T10:00+01:00",
                "2028-03-31T10:00+02:00",
                "2028-04-30T10:00+02:00",
                "2028-05-31T10:00+02:00",
                "2028-06-30T10:00+02:00",
                "2028-07-31T10:00+02:00",
                "2028-08-31T10:00+02:00",
                "2028-09-30T10:00+02:00",
                "2028-10-31T10:00+01:00",
                "2028-11-30T10:00+01:00",
                "2028-12-31T10:00+01:00",
                "2029-01-31T10:00+01:00",
                "2029-02-28T10:00+01:00",
                "2029-03-31T10:00+02:00");
    }

    @Test
    void monthlyFromThe30thLosesItsDayInFebruaryOnly() {
        assertBegins(
                Recurrence.monthly(madrid("2027-01-30T00:00")),
                "2027-01-30T00:00+01:00",
                "2027-02-28T00:00+01:00",
                "2027-03-30T00:00+02:00",
                "2027-04-30T00:00+02:00");
    }

    @Test
    void yearlyFrom29FebruaryIsThe28thInOtherYears() {
        assertBegins(
                Recurrence.yearly(newYork("2024-02-29T09:30")),
                "2024-02-29T09:30-05:00",
                "2025-02-28T09:30-05:00",
                "2026-02-28T09:30-05:00",
                "2027-02-28T09:30-05:00",
                "2028-02-29T09:30-05:00",
                "2029-02-28T09:30-05:00");
    }

    @Test
    void quarterlyFrom30NovemberKeepsThe30th() {
        assertBegins(
                Recurrence.quarterly(madrid("2026-11-30T12:00")),
                "2026-11-30T12:00+01:00",
                "2027-02-28T12:00+01:00",
                "2027-05-30T12:00+02:00",
                "2027-08-30T12:00+02:00",
                "2027-11-30T12:00+01:00",
                "2028-02-29T12:00+01:00");
    }

    /** Adding a whole year first would make 28 February of the 29th, and 28 May of the quarter after it. */
    @Test
    void quarterlyFrom29FebruaryKeepsThe29thAcrossYears() {
        assertBegins(
                Recurrence.quarterly(madrid("2028-02-29T12:00")),
                "2028-02-29T12:00+01:00",
                "2028-05-29T12:00+02:00",
                "2028-08-29T12:00+02:00",
                "2028-11-29T12:00+01:00",
                "2029-02-28T12:00+01:00",
                "2029-05-29T12:00+02:00");
    }

    @Test
    void dailyAtATimeTheClockSkipsIsMovedOnThatDayOnly() {
        assertBegins(
                Recurrence.daily(madrid("2026-03-28T02:30")),
                "2026-03-28T02:30+01:00",
                "2026-03-29T03:30+02:00",
                "2026-03-30T02:30+02:00");
        assertBegins(
                Recurrence.daily(madrid("2027-03-27T02:30")),
                "2027-03-27T02:30+01:00",
                "2027-03-28T03:30+02:00",
                "2027-03-29T02:30+02:00");
        assertBegins(
                Recurrence.daily(newYork("2026-03-07T02:30")),
                "2026-03-07T02:30-05:00",
                "2026-03-08T03:30-04:00",
                "2026-03-09T02:30-04:00");
        assertBegins(
                Recurrence.daily(newYork("2027-03-13T02:30")),
                "2027-03-13T02:30-05:00",
                "2027-03-14T03:30-04:00",
                "2027-03-15T02:30-04:00");
    }

    @Test
    void dailyAtATimeTheClockShowsTwiceIsDueAtTheFirst() {
        assertBegins(
                Recurrence.daily(madrid("2026-10-24T02:30")),
                "2026-10-24T02:30+02:00",
                "2026-10-25T02:30+02:00",
                "2026-10-26T02:30+01:00");
        assertBegins(
                Recurrence.daily(madrid("2027-10-30T02:30")),
                "2027-10-30T02:30+02:00",
                "2027-10-31T02:30+02:00",
                "2027-11-01T02:30+01:00");
        assertBegins(
                Recurrence.daily(newYork("2026-10-31T01:30")),
                "2026-10-31T01:30-04:00",
                "2026-11-01T01:30-04:00",
                "2026-11-02T01:30-05:00");
        assertBegins(
                Recurrence.daily(newYork("2027-11-06T01:30")),
                "2027-11-06T01:30-04:00",
                "2027-11-07T01:30-04:00",
                "2027-11-08T01:30-05:00");
    }

    /** In New York the hour that comes twice ends at 02:00. */
    @Test
    void dailyAfterTheHourThatComesTwiceIsDueInWinterTime() {
        assertBegins(
                Recurrence.daily(newYork("2026-10-31T02:30")),
                "2026-10-31T02:30-04:00",
                "2026-11-01T02:30-05:00",
                "2026-11-02T02:30-05:00");
        assertBegins(
                Recurrence.daily(newYork("2027-11-06T02:30")),
                "2027-11-06T02:30-04:00",
                "2027-11-07T02:30-05:00",
                "2027-11-08T02:30-05:00");
    }

    @Test
    void hourlySkipsWhatTheClockSkips() {
        assertBegins(
                Recurrence.hourly(madrid("2026-03-29T00:30")),
                "2026-03-29T00:30+01:00",
                "2026-03-29T01:30+01:00",
                "2026-03-29T03:30+02:00",
                "2026-03-29T04:30+02:00");
        assertBegins(
                Recurrence.hourly(madrid("2027-03-28T00:30")),
                "2027-03-28T00:30+01:00",
                "2027-03-28T01:30+01:00",
                "2027-03-28T03:30+02:00",
                "2027-03-28T04:30+02:00");
        assertBegins(
                Recurrence.hourly(newYork("2026-03-08T00:30")),
                "2026-03-08T00:30-05:00",
                "2026-03-08T01:30-05:00",
                "2026-03-08T03:30-04:00",
                "2026-03-08T04:30-04:00");
        assertBegins(
                Recurrence.hourly(newYork("2027-03-14T00:30")),
                "2027-03-14T00:30-05:00",
                "2027-03-14T01:30-05:00",
                "2027-03-14T03:30-04:00",
                "2027-03-14T04:30-04:00");
    }

    @Test
    void hourlyIsDueInBothOfTwoEqualHours() {
        assertBegins(
                Recurrence.hourly(madrid("2026-10-25T01:30")),
                "2026-10-25T01:30+02:00",
                "2026-10-25T02:30+02:00",
                "2026-10-25T02:30+01:00",
                "2026-10-25T03:30+01:00");
        assertBegins(
                Recurrence.hourly(madrid("2027-10-31T01:30")),
                "2027-10-31T01:30+02:00",
                "2027-10-31T02:30+02:00",
                "2027-10-31T02:30+01:00",
                "2027-10-31T03:30+01:00");
        assertBegins(
                Recurrence.hourly(newYork("2026-11-01T00:30")),
                "2026-11-01T00:30-04:00",
                "2026-11-01T01:30-04:00",
                "2026-11-01T01:30-05:00",
                "2026-11-01T02:30-05:00");
        assertBegins(
                Recurrence.hourly(newYork("2027-11-07T00:30")),
                "2027-11-07T00:30-04:00",
                "2027-11-07T01:30-04:00",
                "2027-11-07T01:30-05:00",
                "2027-11-07T02:30-05:00");
    }

    @Test
    void weeklyKeepsItsTimeOfDayAcrossAChange() {
        assertBegins(
                Recurrence.weekly(madrid("2026-03-22T02:30")),
                "2026-03-22T02:30+01:00",
                "2026-03-29T03:30+02:00",
                "2026-04-05T02:30+02:00");
        assertBegins(
                Recurrence.weekly(madrid("2026-10-18T02:30")),
                "2026-10-18T02:30+02:00",
                "2026-10-25T02:30+02:00",
                "2026-11-01T02:30+01:00");
        assertBegins(
                Recurrence.weekly(newYork("2026-10-26T09:00")),
                "2026-10-26T09:00-04:00",
                "2026-11-02T09:00-05:00",
                "2026-11-09T09:00-05:00");
    }

    @Test
    void aStartInTheSecondOfTwoEqualHoursStaysThere() {
        assertBegins(
                Recurrence.daily(madrid("2026-10-25T02:30").withLaterOffsetAtOverlap()),
                "2026-10-25T02:30+01:00",
                "2026-10-26T02:30+01:00");
    }

    /** {@link ZonedDateTime} has moved it on before anybody here sees it. */
    @Test
    void aStartAtATimeTheClockSkipsStaysWithTheLaterTimeOfDay() {
        assertBegins(Recurrence.daily(madrid("2026-03-29T02:30")), "2026-03-29T03:30+02:00", "2026-03-30T03:30+02:00");
    }

    /** Samoa went from 29 to 31 December 2011, to the other side of the date line. */
    @Test
    void aDayThatAZoneLeavesOutHasNoOccurrence() {
        ZonedDateTime start = LocalDateTime.parse("2011-12-28T10:00").atZone(ZoneId.of("Pacific/Apia"));
        assertBegins(
                Recurrence.daily(start),
                "2011-12-28T10:00-10:00",
                "2011-12-29T10:00-10:00",
                "2011-12-31T10:00+14:00",
                "2012-01-01T10:00+14:00");
        assertBegins(
                Recurrence.cron("0 10 * * *", start),
                "2011-12-28T10:00-10:00",
                "2011-12-29T10:00-10:00",
                "2011-12-31T10:00+14:00",
                "2012-01-01T10:00+14:00");
        assertBegins(
                Recurrence.daily(start.plusDays(1)),
                "2011-12-29T10:00-10:00",
                "2011-12-31T10:00+14:00",
                "2012-01-01T10:00+14:00");
    }

    @Test
    void anOccurrenceAtExactlyTheEndStillCounts() {
        Recurrence daily = Recurrence.daily(madrid("2026-05-01T10:00"));
        Instant third = Instant.parse("2026-05-03T08:00:00Z");
        assertIs(daily.until(third), "2026-05-01T10:00+02:00", "2026-05-02T10:00+02:00", "2026-05-03T10:00+02:00");
        assertIs(daily.until(third.minusNanos(1000)), "2026-05-01T10:00+02:00", "2026-05-02T10:00+02:00");
        assertIs(daily.until(daily.start()), "2026-05-01T10:00+02:00");
        assertIs(daily.until(daily.start().minusNanos(1000)));
    }

    @Test
    void itHasAsManyOccurrencesAsItWasGiven() {
        Recurrence monthly = Recurrence.monthly(madrid("2026-01-31T10:00"));
        assertIs(monthly.times(3), "2026-01-31T10:00+01:00", "2026-02-28T10:00+01:00", "2026-03-31T10:00+02:00");
        assertIs(monthly.times(1), "2026-01-31T10:00+01:00");
        assertIs(monthly.times(0));
    }

    @Test
    void whicheverOfEndAndCountComesFirstEndsIt() {
        Recurrence daily = Recurrence.daily(madrid("2026-05-01T10:00"));
        Instant second = Instant.parse("2026-05-02T08:00:00Z");
        assertIs(daily.until(second).times(9), "2026-05-01T10:00+02:00", "2026-05-02T10:00+02:00");
        assertIs(daily.until(second).times(1), "2026-05-01T10:00+02:00");
    }

    @Test
    void everyMissedOccurrenceIsMadeUpForUnlessSaidOtherwise() {
        Recurrence daily = Recurrence.daily(madrid("2026-05-01T10:00"));
        assertThat(daily.missed()).isEqualTo(MissedOccurrences.RUN_ALL);
        assertThat(daily.grace()).isEqualTo(Recurrence.DEFAULT_GRACE);
        assertThat(daily.skipAfter(Duration.ofHours(2)))
                .isEqualTo(new Recurrence(
                        Frequency.DAILY,
                        null,
                        Instant.parse("2026-05-01T08:00:00Z"),
                        Times.MADRID,
                        null,
                        null,
                        MissedOccurrences.SKIP,
                        Duration.ofHours(2)));
        assertThat(daily.missed(MissedOccurrences.RUN_LATEST).missed()).isEqualTo(MissedOccurrences.RUN_LATEST);
    }
}
