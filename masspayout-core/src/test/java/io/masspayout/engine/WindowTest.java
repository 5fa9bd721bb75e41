package io.masspayout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration VALIDITY = Duration.ofMinutes(3);

    private final Window window = new Window(256, LEASE, VALIDITY);

    @Test
    void growsToTheLimitWhileAnswersAreQuick() {
        assertThat(window.room(0)).isEqualTo(16);
        for (int round = 0; round < 10; round++) {
            window.nextRound();
            int size = window.room(0);
            for (int answer = 0; answer < size; answer++) {
                window.answered(Duration.ofSeconds(15));
            }
        }
        assertThat(window.room(0)).isEqualTo(256);
        assertThat(window.room(250)).isEqualTo(6);
    }

    @Test
    void shrinksOnceARoundToOneWhileAnswersAreSlow() {
        int[] sizes = {8, 4, 2, 1, 1};
        for (int size : sizes) {
            window.nextRound();
            for (int answer = 0; answer < 16; answer++) {
                window.answered(Duration.ofSeconds(16));
            }
            assertThat(window.room(0)).isEqualTo(size);
        }
    }

    @Test
    void neverExceedsWhatTheLedgerAllows() {
        Window narrow = new Window(3, LEASE, VALIDITY);
        assertThat(narrow.room(0)).isEqualTo(3);
        narrow.answered(Duration.ZERO);
        assertThat(narrow.room(0)).isEqualTo(3);
    }

    @Test
    void aWindowShorterThanTheLeaseCounts() {
        Window quick = new Window(256, LEASE, Duration.ofSeconds(20));
        quick.nextRound();
        quick.answered(Duration.ofSeconds(6));
        assertThat(quick.room(0)).isEqualTo(8);
    }
}
