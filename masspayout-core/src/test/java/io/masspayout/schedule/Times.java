package io.masspayout.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Occurrences as people write them: the time on the wall, with the offset that tells two equal ones apart. */
final class Times {

    static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private Times() {}

    static ZonedDateTime madrid(String onTheWall) {
        return LocalDateTime.parse(onTheWall).atZone(MADRID);
    }

    static ZonedDateTime newYork(String onTheWall) {
        return LocalDateTime.parse(onTheWall).atZone(NEW_YORK);
    }

    /** Up to so many occurrences, gone through one by one. */
    static List<Occurrence> walk(Recurrence recurrence, int atMost) {
        List<Occurrence> walked = new ArrayList<>();
        Optional<Occurrence> here = recurrence.first();
        while (here.isPresent() && walked.size() < atMost) {
            walked.add(here.get());
            here = recurrence.next(here.get());
        }
        return walked;
    }

    /** That the recurrence begins with exactly these, numbered from 1. */
    static void assertBegins(Recurrence recurrence, String... expected) {
        assertShown(recurrence, walk(recurrence, expected.length), expected);
    }

    /** That the recurrence has exactly these. */
    static void assertIs(Recurrence recurrence, String... expected) {
        assertShown(recurrence, walk(recurrence, expected.length + 1), expected);
    }

    private static void assertShown(Recurrence recurrence, List<Occurrence> walked, String... expected) {
        assertThat(walked)
                .extracting(occurrence -> show(recurrence, occurrence))
                .containsExactly(expected);
        for (int i = 0; i < walked.size(); i++) {
            assertThat(walked.get(i).number()).isEqualTo(i + 1);
        }
    }

    static String show(Recurrence recurrence, Occurrence occurrence) {
        OffsetDateTime at = occurrence.at().atZone(recurrence.zone()).toOffsetDateTime();
        return at.toString();
    }
}
