package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.FailureCode;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.Parking;
import io.masspayout.store.SettleResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Setting a batch aside whose step was refused: it stays what it is, with its money, and comes back later each time. */
abstract class ParkContract extends StoreScenario {

    private static final String REASON = "0.0.7 is not waiting in the batch";

    ParkContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void whatIsInFlightStaysInFlightAndItsMoneyReserved() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        long owed = store.obligations(distribution.treasury()).open();

        assertThat(store.park(worker.lease, signed.batchId(), REASON, NOW)).isTrue();

        assertThat(batch(distribution, signed.batchId()))
                .satisfies(batch -> assertThat(batch.status()).isEqualTo(BatchStatus.PROCESSING))
                .satisfies(batch -> assertThat(batch.leaseUntil()).isNull())
                .satisfies(batch -> assertThat(batch.failure().code()).isEqualTo(FailureCode.RECORDING_REFUSED))
                .satisfies(batch -> assertThat(batch.failure().detail()).isEqualTo(REASON));
        assertThat(store.obligations(distribution.treasury()).open())
                .isEqualTo(owed)
                .isPositive();
        assertThat(store.progress(distribution.id()).nextReason())
                .contains(FailureCode.RECORDING_REFUSED.name())
                .contains(REASON);
    }

    @Test
    void itIsLookedAtAgainAfterADelayThatGrows() {
        Distribution distribution = started(2, 2);
        Worker sender = worker(distribution);
        Signed signed = sender.intendNext();
        store.release(sender.lease);
        Instant now = NOW;
        for (long seconds : List.of(5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L)) {
            Worker worker = worker(distribution);
            assertThat(store.claimInDoubt(distribution.id(), worker.lease, now, 1))
                    .as("in doubt before it is set aside")
                    .hasSize(1);
            assertThat(store.park(worker.lease, signed.batchId(), REASON, now)).isTrue();

            assertThat(store.due(now.plusSeconds(seconds).minusMillis(1), Worker.ALL))
                    .doesNotContain(distribution.id());
            now = now.plusSeconds(seconds);
            assertThat(store.due(now, Worker.ALL)).contains(distribution.id());
        }
    }

    @Test
    void anotherWorkersBatchIsNotSetAside() {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();

        assertThat(store.park(worker(distribution).lease, signed.batchId(), REASON, NOW))
                .isFalse();
        assertThat(batch(distribution, signed.batchId()).failure()).isNull();
    }

    @Test
    void whatWasNeverSentStaysPendingAndIsClaimedAgainLater() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        ClaimedBatch claimed = worker.claimOne();

        assertThat(store.park(worker.lease, claimed.id(), REASON, NOW)).isTrue();

        assertThat(batch(distribution, claimed.id()).status()).isEqualTo(BatchStatus.PENDING);
        assertThat(worker(distribution).claim()).isEmpty();
        Instant later = NOW.plus(Parking.FIRST);
        assertThat(store.claim(distribution.id(), worker.lease, later, 1)).hasSize(1);
    }

    @Test
    void itsEndIsRecordedLikeAnyOther() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        store.park(worker.lease, signed.batchId(), REASON, NOW);

        assertThat(store.settle(worker.lease, List.of(Settlements.everybodyPaid(signed)), NOW))
                .containsEntry(signed.batchId(), SettleResult.RECORDED);
        assertThat(store.park(worker.lease, signed.batchId(), REASON, NOW))
                .as("what has ended is not set aside")
                .isFalse();
    }

    @Test
    void delaysDoubleUpToTheLongest() {
        assertThat(IntStream.range(0, 9).mapToObj(Parking::delay).map(Duration::toSeconds))
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L);
        assertThat(Parking.delay(Integer.MAX_VALUE)).isEqualTo(Parking.LONGEST);
    }
}
