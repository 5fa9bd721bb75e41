package io.masspayout.hedera.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestRateTest {

    private final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    private final RequestRate rate = new RequestRate(8, clock);

    @Test
    void aBucketfulGoesAtOnceAndTheRestInTurn() {
        assertThat(rate.take()).isZero();
        assertThat(rate.take()).isZero();
        assertThat(rate.take()).isEqualTo(Duration.ofMillis(125));
        assertThat(rate.take()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void aLongRestFillsTheBucketOnlyOnce() {
        rate.take();
        clock.advance(Duration.ofHours(1));
        assertThat(rate.take()).isZero();
        assertThat(rate.take()).isZero();
        assertThat(rate.take()).isEqualTo(Duration.ofMillis(125));
    }

    @Test
    void aClockSetBackMakesNobodyWaitForTheOldTime() {
        rate.take();
        clock.advance(Duration.ofHours(-1));
        assertThat(rate.take()).isZero();
    }

    @Test
    void aPauseHoldsEverybodyAndIsNotShortened() {
        rate.holdFor(Duration.ofSeconds(10));
        rate.holdFor(Duration.ofSeconds(3));
        assertThat(rate.take()).isEqualTo(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(10));
        assertThat(rate.take()).isEqualTo(Duration.ofMillis(125));
    }
}
