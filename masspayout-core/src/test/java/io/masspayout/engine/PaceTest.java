package io.masspayout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.LedgerLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void neverMoreThanTheLimitAndTheBurstInAnySecond() {
        Pace pace = new Pace(300, START);
        long sent = 0;
        for (int millis = 0; millis <= 10_000; millis++) {
            int permits = pace.permits(START.plusMillis(millis));
            pace.sent(permits);
            sent += permits;
            assertThat(sent).isLessThanOrEqualTo(30 + 300L * millis / 1000);
        }
        assertThat(sent).isEqualTo(3_030);
    }

    @Test
    void aPauseDoesNotEndInAFlood() {
        Pace pace = new Pace(100, START);
        pace.sent(pace.permits(START));
        assertThat(pace.permits(START.plus(Duration.ofHours(1)))).isEqualTo(10);
        pace.sent(10);
        assertThat(pace.permits(START.plus(Duration.ofHours(1)))).isZero();
        assertThat(pace.permits(START.plus(Duration.ofHours(1)).plusMillis(10))).isEqualTo(1);
    }

    @Test
    void aSlowPaceStillLetsOneThrough() {
        Pace pace = new Pace(1, START);
        assertThat(pace.permits(START)).isEqualTo(1);
        pace.sent(1);
        assertThat(pace.permits(START.plusMillis(999))).isZero();
        assertThat(pace.permits(START.plusMillis(1_000))).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackDoesNotStopThePayout() {
        Pace pace = new Pace(10, START);
        pace.sent(pace.permits(START));
        Instant earlier = START.minus(Duration.ofHours(1));
        assertThat(pace.permits(earlier)).isEqualTo(1);
        pace.sent(1);
        assertThat(pace.permits(earlier.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void unpacedIsUnlimited() {
        assertThat(new Pace(LedgerLimits.UNPACED, START).permits(START)).isEqualTo(Integer.MAX_VALUE);
    }
}
