package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.schedule.Occurrence;
import io.masspayout.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/schedules.md shows. */
class SchedulesTest {

    @Test
    void recurrences() {
        // doc: recurrences
        ZonedDateTime start = ZonedDateTime.of(2027, 1, 31, 10, 0, 0, 0, ZoneId.of("Europe/Madrid"));
        Recurrence monthly = Recurrence.monthly(start).times(12);
        Recurrence quarterly = Recurrence.quarterly(start).until(Instant.parse("2029-12-31T23:00:00Z"));
        Recurrence workdays = Recurrence.cron("0 9 * * MON-FRI", start).skipAfter(Duration.ofHours(2));
        // end

        Occurrence third = new Occurrence(3, Instant.parse("2027-03-31T08:00:00Z"));
        assertThat(monthly.latest(monthly.first().orElseThrow(), third.at())).hasValue(third);
        assertThat(List.of(quarterly, workdays))
                .allMatch(recurrence -> recurrence.start().equals(start.toInstant()));
    }
}
