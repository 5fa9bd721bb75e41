package io.masspayout.hedera.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryDelayTest {

    private final RetryDelay delay = new RetryDelay(new SplittableRandom(1), ManualClock.at("2026-03-31T12:00:00Z"));

    @Test
    void waitsDoubleUpToABoundAndAreNeverAlike() {
        assertThat(delay.after(1)).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
        assertThat(delay.after(3)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(delay.after(6)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(delay.after(1_000)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(delay.after(6)).isNotEqualTo(delay.after(6));
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "17, PT17S",
        "' 17 ', PT17S",
        "'Tue, 31 Mar 2026 12:00:30 GMT', PT30S",
        "'Tue, 31 Mar 2026 11:00:00 GMT', PT0S"
    })
    void theHeaderHasSecondsOrADate(String header, Duration asked) {
        assertThat(delay.asked(header)).contains(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999"})
    void whatIsNeitherIsNotObeyed(String header) {
        assertThat(delay.asked(header)).isEmpty();
    }
}
