package io.masspayout.hedera.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacingTest {

    private final AtomicLong time = new AtomicLong();
    private final Pacing pacing = new Pacing(time::get, Runnable::run);

    @Test
    void nobodyWaitsWhileTheNetworkHasRoom() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(pacing.turn().toCompletableFuture()).isCompleted();
        }
    }

    @Test
    void eachBusyDoublesThePauseUpToASecond() {
        Duration before = Duration.ZERO;
        for (int i = 0; i < 7; i++) {
            pacing.busy();
            assertThat(pacing.pause()).isGreaterThan(before);
            before = pacing.pause();
        }
        for (int i = 0; i < 100; i++) {
            pacing.busy();
        }
        assertThat(pacing.pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void turnsAreAPauseApart() {
        pacing.busy();
        pacing.busy();
        long pause = pacing.pause().toNanos();
        assertThat(pacing.turn().toCompletableFuture())
                .as("the pause has just begun")
                .isNotCompleted();
        time.addAndGet(2 * pause);
        assertThat(pacing.turn().toCompletableFuture()).isCompleted();
        assertThat(pacing.turn().toCompletableFuture()).isNotCompleted();
        time.addAndGet(pause);
        // One turn has been given away for the moment that has come meanwhile.
        assertThat(pacing.turn().toCompletableFuture()).isNotCompleted();
    }

    @Test
    void acceptedTransactionsTakeThePauseAwayAgain() {
        for (int i = 0; i < 100; i++) {
            pacing.busy();
        }
        int accepted = 0;
        while (!pacing.pause().isZero()) {
            pacing.accepted();
            assertThat(++accepted).isLessThan(1_000);
        }
        time.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(pacing.turn().toCompletableFuture()).isCompleted();
        assertThat(pacing.turn().toCompletableFuture()).isCompleted();
    }
}
