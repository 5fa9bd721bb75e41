package io.masspayout.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.FailureCode;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofSeconds(30);

    private final RetryPolicy policy = new RetryPolicy(FIRST, CAP, 3, Map.of());

    @Test
    void waitsAreJitteredOverTheWholeRangeThatDoublesUpToTheCap() {
        Random random = new Random(7);
        for (int tries = 0; tries < 100; tries++) {
            Duration longest = tries >= 5 ? CAP : FIRST.multipliedBy(1L << tries);
            Duration seen = Duration.ZERO;
            for (int i = 0; i < 200; i++) {
                Duration delay = policy.delay(FailureCode.LEDGER_BUSY, tries, random);
                assertThat(delay).isBetween(Duration.ZERO, longest);
                seen = delay.compareTo(seen) > 0 ? delay : seen;
            }
            assertThat(seen).as("full jitter reaches the upper half").isGreaterThan(longest.dividedBy(2));
        }
    }

    @Test
    void aCodeMayHaveItsOwnFirstWait() {
        RetryPolicy slow = policy.withFirst(FailureCode.EXPIRED_UNSEEN, Duration.ofSeconds(20));
        Random random = new Random(7);
        long longest = 0;
        for (int i = 0; i < 200; i++) {
            longest = Math.max(
                    longest, slow.delay(FailureCode.EXPIRED_UNSEEN, 0, random).toMillis());
            assertThat(slow.delay(FailureCode.LEDGER_BUSY, 0, random)).isLessThanOrEqualTo(FIRST);
        }
        assertThat(longest).isBetween(10_000L, 20_000L);
    }

    @Test
    void depthIsLimited() {
        assertThat(policy.allows(2)).isTrue();
        assertThat(policy.allows(3)).isFalse();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, CAP, 3, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("first");
        assertThatThrownBy(() -> new RetryPolicy(CAP, FIRST, 3, Map.of())).hasMessageContaining("cap");
        assertThatThrownBy(() -> new RetryPolicy(FIRST, CAP, -1, Map.of())).hasMessageContaining("maxDepth");
    }
}
