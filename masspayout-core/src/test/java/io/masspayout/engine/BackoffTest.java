package io.masspayout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofMinutes(2);
    private static final int SENDS = 10;
    private static final Failure UNKNOWN = Failure.of(FailureCode.LEDGER_UNAVAILABLE, "no answer");

    private final BatchWork work =
            new BatchWork(new BatchId(new UUID(1, 2)), List.of(), SENDS, 0, false, NOW, NOW.plusSeconds(60));
    private final Random dice = new Random(5);
    private final Backoff backoff = new Backoff(new RetryPolicy(FIRST, CAP, 16, Map.of()), dice);

    @Test
    void whatWasSentOftenWaitsUpToTheCap() {
        assertThat(longest(() -> backoff.takeUpAgain(work, UNKNOWN, NOW).notBefore()))
                .isBetween(CAP.minusSeconds(20), CAP);
    }

    @Test
    void theLedgerIsAskedAsSoonAsTheWindowHasClosed() {
        Signed sent = sentUntil(NOW.plusSeconds(10));
        assertThat(longest(() -> backoff.askAgain(work, sent, UNKNOWN, NOW).notBefore()))
                .isEqualTo(Duration.ofSeconds(10).plusMillis(1));
    }

    @Test
    void andSoonAgainUntilItSaysThatTheIdIsDead() {
        Signed sent = sentUntil(NOW.minusMillis(1));
        assertThat(longest(() -> backoff.askAgain(work, sent, UNKNOWN, NOW).notBefore()))
                .isBetween(FIRST.dividedBy(2), FIRST);
    }

    private static Duration longest(Supplier<Instant> wait) {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 200; i++) {
            Duration waited = Duration.between(NOW, wait.get());
            longest = waited.compareTo(longest) > 0 ? waited : longest;
        }
        return longest;
    }

    private static Signed sentUntil(Instant validUntil) {
        return new Signed(
                new BatchId(new UUID(1, 2)),
                LedgerTransactionId.of("0.0.5@1.000000001"),
                validUntil,
                Bytes.of(new byte[] {1}));
    }
}
