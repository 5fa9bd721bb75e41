package io.masspayout.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    @Test
    void standsStillUntilMoved() {
        ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
        assertThat(clock.instant()).isEqualTo(clock.instant()).isEqualTo(Instant.parse("2026-03-31T12:00:00Z"));
        assertThat(clock.advance(Duration.ofMinutes(1))).isEqualTo(Instant.parse("2026-03-31T12:01:00Z"));
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        assertThat(clock).hasToString("manual clock at 1970-01-01T00:00:00Z");
    }
}
