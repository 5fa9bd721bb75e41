package io.masspayout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.Bytes;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.Lease;
import io.masspayout.testing.InMemoryPaymentStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeldBatchesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant VALID_UNTIL = NOW.plusSeconds(120);
    private static final Lease LEASE = new Lease(new UUID(7, 7), "worker", Duration.ofMinutes(1));
    private static final BatchId BATCH = new BatchId(new UUID(1, 1));

    private final HeldBatches held =
            new HeldBatches(new InMemoryPaymentStore(InstantSource.fixed(NOW), UUID::randomUUID), LEASE, NOW);

    @Test
    void whoNeverAnswersIsLeftToAnotherRunOnceItsTimeIsLongOver() {
        held.put(workWithAnId(), NOW);
        held.leaveTheSilent(VALID_UNTIL.plus(LEASE.length()));
        assertThat(held.size()).as("a gateway may still poll for the last word").isEqualTo(1);
        held.leaveTheSilent(VALID_UNTIL.plus(LEASE.length()).plus(Duration.ofMinutes(2)));
        assertThat(held.isEmpty()).isTrue();
    }

    /** The ledger's answer to a question that is asked long after the transaction's validity takes as long as any other. */
    @Test
    void theAnswerIsWaitedForFromTheAskingHoweverLongAgoTheTransactionEnded() {
        Instant askedAt = VALID_UNTIL.plus(Duration.ofHours(5));
        held.put(workWithAnId(), askedAt);

        held.leaveTheSilent(askedAt.plusSeconds(1));
        assertThat(held.holds(BATCH)).as("in the very next step").isTrue();
        held.leaveTheSilent(askedAt.plus(LEASE.length()));
        assertThat(held.holds(BATCH)).isTrue();
        held.leaveTheSilent(askedAt.plus(LEASE.length()).plus(Duration.ofMinutes(2)));
        assertThat(held.isEmpty()).isTrue();
    }

    private static BatchWork workWithAnId() {
        return work().with(new Allocated(BATCH, LedgerTransactionId.of("x"), VALID_UNTIL, Bytes.of(new byte[] {1})));
    }

    @Test
    void aBatchWithoutAnIdIsNotWaitingForAnybody() {
        held.put(work(), NOW);
        held.leaveTheSilent(NOW.plus(Duration.ofDays(365)));
        assertThat(held.size()).isEqualTo(1);
    }

    private static BatchWork work() {
        List<Payment> payments = List.of(new Payment(AccountId.of("0.0.5"), 1));
        return BatchWork.of(
                new ClaimedBatch(BATCH, new DistributionId(new UUID(2, 2)), payments, Optional.empty(), 0), NOW);
    }
}
