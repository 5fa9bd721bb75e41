package io.masspayout.schedule;

import static io.masspayout.schedule.Times.madrid;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for every recurrence, on random ones: order, numbers, and that the short cut leads where the long way does. */
class LatestOccurrenceTest {

    private static final int RECURRENCES = 500;
    private static final int LONGEST_WALK = 50;

    private static final List<ZoneId> ZONES = List.of(
            Times.MADRID,
            Times.NEW_YORK,
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Africa/Casablanca"),
            ZoneOffset.UTC);

    private static final List<String> EXPRESSIONS = List.of(
            "*/15 * * * *",
            "30 2 * * *",
            "0 9 * * MON-FRI",
            "15,40 1-3 * * *",
            "0 0 31 * *",
            "0 12 13 * 5",
            "7 */6 1-7 * *");

    private static final List<Frequency> FREQUENCIES = List.of(Frequency.values());

    private final Random random = new Random(20_260_329);

    @Test
    void occurrencesStrictlyIncreaseWithNumbersWithoutGaps() {
        for (int i = 0; i < RECURRENCES; i++) {
            Recurrence recurrence = anyRecurrence();
            List<Occurrence> walked = Times.walk(recurrence, LONGEST_WALK);
            for (int k = 0; k < walked.size(); k++) {
                assertThat(walked.get(k).number()).as(recurrence.toString()).isEqualTo(k + 1);
                Instant before = k == 0
                        ? recurrence.start().minusNanos(1)
                        : walked.get(k - 1).at();
                assertThat(walked.get(k).at()).as(recurrence.toString()).isAfter(before);
            }
        }
    }

    @Test
    void theLatestIsTheLastThatAWalkMeets() {
        int found = 0;
        for (int i = 0; i < RECURRENCES; i++) {
            Recurrence recurrence = anyRecurrence();
            List<Occurrence> walked = Times.walk(recurrence, LONGEST_WALK);
            for (int k = 0; k < 5 && !walked.isEmpty(); k++) {
                Occurrence from = walked.get(random.nextInt(walked.size()));
                Instant now = timeWithin(walked, recurrence);
                Optional<Occurrence> expected = walked.stream()
                        .filter(occurrence -> occurrence.number() >= from.number()
                                && !occurrence.at().isAfter(now))
                        .reduce((earlier, later) -> later);
                assertThat(recurrence.latest(from, now))
                        .as("%s from %s at %s", recurrence, from, now)
                        .isEqualTo(expected);
                found += expected.isPresent() ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThan(RECURRENCES);
    }

    @Test
    void theLatestBeforeTheOneItStartsFromIsNone() {
        Recurrence daily = Recurrence.daily(madrid("2026-05-01T10:00"));
        Occurrence first = daily.first().orElseThrow();
        assertThat(daily.latest(first, first.at().minusNanos(1))).isEmpty();
        assertThat(daily.latest(first, first.at())).contains(first);
    }

    /** The clock on the wall is past 02:30 at 03:10, and yet 02:30 is still to come, as 03:30. */
    @Test
    void aTimeThatIsMovedOnIsNotTheLatestBeforeItsTime() {
        Recurrence daily = Recurrence.daily(madrid("2026-03-27T02:30"));
        Occurrence first = daily.first().orElseThrow();
        assertThat(daily.latest(first, Instant.parse("2026-03-29T01:10:00Z")))
                .contains(new Occurrence(2, Instant.parse("2026-03-28T01:30:00Z")));
        assertThat(daily.latest(first, Instant.parse("2026-03-29T01:30:00Z")))
                .contains(new Occurrence(3, Instant.parse("2026-03-29T01:30:00Z")));
    }

    @Test
    void whatWasGivenAnEarlierEndHasNoLatestAfterIt() {
        Recurrence daily = Recurrence.daily(madrid("2026-05-01T10:00"));
        Occurrence third = Times.walk(daily, 3).get(2);
        Instant later = third.at().plus(Duration.ofDays(30));
        assertThat(daily.until(third.at()).latest(third, later)).contains(third);
        assertThat(daily.until(third.at().minusNanos(1)).latest(third, later)).isEmpty();
        assertThat(daily.times(3).latest(third, later)).contains(third);
        assertThat(daily.times(2).latest(third, later)).isEmpty();
    }

    /** One by one these are 70 million hours and 3 million days. */
    @Test
    @Timeout(10)
    void aLongTimeCostsNothing() {
        Instant now = Instant.parse("9999-12-31T23:30:00Z");
        Recurrence hourly = Recurrence.hourly(ZonedDateTime.parse("2000-01-01T00:00:00Z"));
        assertThat(hourly.latest(hourly.first().orElseThrow(), now))
                // 8000 years are 20 times 400 years of 146,097 days.
                .contains(new Occurrence(20 * 146_097 * 24, Instant.parse("9999-12-31T23:00:00Z")));
        Recurrence daily = Recurrence.daily(madrid("2000-01-01T02:30"));
        assertThat(daily.latest(daily.first().orElseThrow(), now))
                .contains(new Occurrence(20 * 146_097, Instant.parse("9999-12-31T01:30:00Z")));
    }

    /** Up to and including what was walked, unless the walk came to the end: then later as well. */
    private Instant timeWithin(List<Occurrence> walked, Recurrence recurrence) {
        Instant last = walked.get(walked.size() - 1).at();
        if (random.nextInt(3) == 0) {
            return walked.get(random.nextInt(walked.size())).at().minusNanos(random.nextInt(2));
        }
        long span = Duration.between(recurrence.start(), last).toSeconds() + 1;
        Instant inside = recurrence.start().plusSeconds((long) (random.nextDouble() * span));
        boolean complete = walked.size() < LONGEST_WALK;
        return complete && random.nextInt(3) == 0 ? last.plusSeconds(random.nextInt(1_000_000_000)) : inside;
    }

    private Recurrence anyRecurrence() {
        ZonedDateTime start = anyStart();
        Recurrence recurrence = switch (FREQUENCIES.get(random.nextInt(FREQUENCIES.size()))) {
            case HOURLY -> Recurrence.hourly(start);
            case DAILY -> Recurrence.daily(start);
            case WEEKLY -> Recurrence.weekly(start);
            case MONTHLY -> Recurrence.monthly(start);
            case QUARTERLY -> Recurrence.quarterly(start);
            case YEARLY -> Recurrence.yearly(start);
            case CRON -> Recurrence.cron(EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size())), start);
        };
        if (random.nextInt(3) == 0) {
            recurrence = recurrence.times(1 + random.nextInt(LONGEST_WALK));
        }
        if (random.nextInt(3) == 0) {
            recurrence =
                    recurrence.until(recurrence.start().plusSeconds((long) Math.pow(10, 4 + 5 * random.nextDouble())));
        }
        return recurrence;
    }

    /** Half of them within a few days before a change of the clock, where there is one, and half of those near its hour. */
    private ZonedDateTime anyStart() {
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        Instant any = Instant.parse("2009-01-01T00:00:00Z").plusSeconds(60L * random.nextInt(11_000_000));
        var change = zone.getRules().nextTransition(any);
        if (change == null || random.nextBoolean()) {
            return any.atZone(zone);
        }
        int minutes = random.nextBoolean() ? 4 * 24 * 60 : 150;
        return change.getInstant()
                .plusSeconds(60L * (60 - random.nextInt(minutes)))
                .atZone(zone);
    }
}
