package io.masspayout.hedera.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartTimesTest {

    private final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");

    @Test
    void neverGivesOutTheSameTwice() {
        StartTimes times = new StartTimes(clock, new Random(1), Duration.ZERO);
        Set<Instant> given = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            assertThat(given.add(times.next())).isTrue();
            if (i % 1_000 == 0) {
                clock.advance(Duration.ofMillis(i % 7));
            }
        }
    }

    /** Of two that give out ten thousand each in one second, on average one time is the same. */
    @Test
    void twoProcessesHardlyMeet() {
        StartTimes ours = new StartTimes(clock, new Random(1), Duration.ZERO);
        StartTimes theirs = new StartTimes(clock, new Random(2), Duration.ZERO);
        Set<Instant> given = new HashSet<>();
        int met = 0;
        for (int i = 0; i < 10_000; i++) {
            given.add(ours.next());
        }
        for (int i = 0; i < 10_000; i++) {
            met += given.contains(theirs.next()) ? 1 : 0;
        }
        assertThat(met).isLessThan(5);
    }

    @Test
    void aBurstBeginsInThePastAllTheSame() {
        StartTimes times = new StartTimes(clock, new Random(1), Duration.ZERO);
        Instant last = times.next();
        for (int i = 0; i < 10_000; i++) {
            last = times.next();
        }
        assertThat(last)
                .as("ten thousand at one instant")
                .isBefore(clock.instant().minusSeconds(8));
    }

    @Test
    void aClockThatGoesBackGivesNothingOutAgain() {
        StartTimes times = new StartTimes(clock, new Random(1), Duration.ZERO);
        Instant before = times.next();
        clock.set(clock.instant().minusSeconds(60));
        assertThat(times.next()).isAfter(before);
    }

    @Test
    void timeForApprovalIsAddedToTheStart() {
        StartTimes times = new StartTimes(clock, new Random(1), Duration.ofHours(2));
        assertThat(times.next())
                .isBetween(
                        clock.instant().plus(Duration.ofHours(2)).minus(StartTimes.CLOCK_MARGIN),
                        clock.instant().plus(Duration.ofHours(2)));
    }
}
