package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import io.masspayout.store.Settlement.Ending;
import io.masspayout.store.StatementLine;
import io.masspayout.store.UnbalancedBooksException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Recording how an id ended, and what becomes of its holders. */
abstract class SettleContract extends StoreScenario {

    private static final AccountId ONE = RegisterLines.account(1);
    private static final AccountId TWO = RegisterLines.account(2);
    private static final AccountId THREE = RegisterLines.account(3);
    private static final AccountId FOUR = RegisterLines.account(4);
    private static final Failure FROZEN = failure(FailureCode.ACCOUNT_FROZEN);
    private static final Failure BUSY = failure(FailureCode.LEDGER_BUSY);

    SettleContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void everybodyPaid() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();

        assertThat(settle(worker, Settlements.everybodyPaid(signed))).isEqualTo(SettleResult.RECORDED);

        BatchPayout batch = batch(distribution, signed.batchId());
        assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(batch.successfulPayments()).isEqualTo(2);
        assertThat(batch.paidAmount()).isEqualTo(2 * SHARE);
        assertThat(batch.failedPayments()).isZero();
        assertThat(batch.fee()).isEqualTo(Settlements.FEE);
        assertThat(batch.executedAt()).isEqualTo(Settlements.LEDGER_TIME);
        assertThat(statement(distribution)).allSatisfy(line -> {
            assertThat(line.status()).isEqualTo(HolderStatus.PAID);
            assertThat(line.paid()).isEqualTo(SHARE);
            assertThat(line.settledBy()).isEqualTo(signed.transactionId());
            assertThat(line.paidAt()).isEqualTo(Settlements.LEDGER_TIME);
            assertThat(line.attempts()).isZero();
        });
        assertThat(attempts(distribution)).isEmpty();
    }

    @Test
    void anyWorkerMayRecordTheEndOfAnId() {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();

        assertThat(settle(worker(distribution), Settlements.everybodyPaid(signed)))
                .isEqualTo(SettleResult.RECORDED);
    }

    @Test
    void someFailedAndTheOthersWerePaid() {
        Distribution distribution = started(3, 3);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();

        assertThat(settle(worker, Settlements.tookEffect(signed, Map.of(TWO, FROZEN))))
                .isEqualTo(SettleResult.RECORDED);

        BatchPayout batch = batch(distribution, signed.batchId());
        assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(batch.successfulPayments()).isEqualTo(2);
        assertThat(batch.paidAmount()).isEqualTo(2 * SHARE);
        assertThat(batch.failedPayments()).isEqualTo(1);
        StatementLine failed = line(distribution, TWO);
        assertThat(failed.status()).isEqualTo(HolderStatus.FAILED);
        assertThat(failed.failure()).isEqualTo(FROZEN);
        assertThat(failed.attempts()).isEqualTo(1);
        assertThat(failed.paid()).isZero();
        assertThat(attempts(distribution))
                .extracting(
                        PaymentAttempt::account,
                        PaymentAttempt::batchId,
                        PaymentAttempt::batchNumber,
                        PaymentAttempt::transactionId,
                        PaymentAttempt::failure)
                .containsExactly(tuple(TWO, signed.batchId(), 1, signed.transactionId(), FROZEN));
    }

    @Test
    void aFailureOnTheLedgerSplitsIntoHalvesAndACulprit() {
        Distribution distribution = started(7, 4);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        Instant later = NOW.plusSeconds(30);

        assertThat(settle(
                        worker,
                        Settlements.ended(
                                signed,
                                Ending.FAILED_ON_LEDGER,
                                BUSY,
                                Map.of(FOUR, FROZEN),
                                List.of(new RetryGroup(Set.of(ONE, TWO), NOW), new RetryGroup(Set.of(THREE), later)))))
                .isEqualTo(SettleResult.RECORDED);

        BatchPayout old = batch(distribution, signed.batchId());
        assertThat(old.status()).isEqualTo(BatchStatus.FAILED);
        assertThat(old.successfulPayments()).isZero();
        assertThat(old.paidAmount()).isZero();
        assertThat(old.failedPayments()).isEqualTo(4);
        assertThat(old.failure()).isEqualTo(BUSY);
        List<BatchPayout> fresh = batches(distribution).stream()
                .filter(batch -> signed.batchId().equals(batch.splitFrom()))
                .toList();
        assertThat(fresh).extracting(BatchPayout::batchNumber).containsExactlyInAnyOrder(3, 4);
        assertThat(fresh)
                .extracting(BatchPayout::totalHolders, BatchPayout::amount, BatchPayout::nextAttemptAt)
                .containsExactlyInAnyOrder(tuple(2, 2 * SHARE, NOW), tuple(1, SHARE, later));
        assertThat(fresh).allSatisfy(batch -> {
            assertThat(batch.status()).isEqualTo(BatchStatus.PENDING);
            assertThat(batch.retryDepth()).isEqualTo(1);
            assertThat(batch.transactionId()).isNull();
            assertThat(batch.leaseUntil()).isNull();
        });
        assertThat(line(distribution, ONE).batchId())
                .isEqualTo(line(distribution, TWO).batchId())
                .isNotEqualTo(signed.batchId());
        assertThat(line(distribution, ONE).attempts()).isEqualTo(1);
        assertThat(line(distribution, ONE).status()).isEqualTo(HolderStatus.PENDING);
        assertThat(attempts(distribution))
                .extracting(PaymentAttempt::account, PaymentAttempt::failure)
                .containsExactlyInAnyOrder(tuple(ONE, BUSY), tuple(TWO, BUSY), tuple(THREE, BUSY), tuple(FOUR, FROZEN));
        assertThat(worker(distribution).claim())
                .as("the second of the plan and the half that is due")
                .extracting(ClaimedBatch::retryDepth)
                .containsExactly(0, 1);
    }

    @Test
    void aDeadIdFreesItsHoldersForANewBatch() {
        Distribution distribution = started(2, 2);
        Signed signed = crashingWorker(distribution).intendNext();
        Failure expired = failure(FailureCode.EXPIRED_UNSEEN);

        assertThat(settle(
                        worker(distribution),
                        Settlements.retriedTogether(signed, Ending.DEAD, expired, Set.of(ONE, TWO))))
                .isEqualTo(SettleResult.RECORDED);

        assertThat(batch(distribution, signed.batchId()).status()).isEqualTo(BatchStatus.FAILED);
        ClaimedBatch successor = worker(distribution).claimOne();
        assertThat(successor.id()).isNotEqualTo(signed.batchId());
        assertThat(successor.payments()).hasSize(2);
        assertThat(successor.allocated()).as("a new batch has no id yet").isEmpty();
    }

    @Test
    void whatWasNeverSentIsSettledUnderItsLease() {
        Distribution distribution = started(4, 2);
        Worker worker = worker(distribution);
        List<ClaimedBatch> claimed = worker.claim();
        BatchId withoutId = claimed.get(0).id();
        Allocated expired = worker.allocate(claimed.get(1).id());

        Map<BatchId, SettleResult> results = store.settle(
                worker.lease,
                List.of(
                        Settlements.neverSent(withoutId, null, Map.of(ONE, FROZEN, TWO, FROZEN), List.of()),
                        Settlements.neverSent(
                                expired.batchId(),
                                expired.transactionId(),
                                Map.of(),
                                List.of(new RetryGroup(Set.of(THREE, FOUR), NOW)))),
                NOW);

        assertThat(results)
                .containsEntry(withoutId, SettleResult.RECORDED)
                .containsEntry(expired.batchId(), SettleResult.RECORDED);
        assertThat(batch(distribution, withoutId).status()).isEqualTo(BatchStatus.FAILED);
        assertThat(batch(distribution, expired.batchId()).status()).isEqualTo(BatchStatus.FAILED);
        assertThat(line(distribution, ONE).status()).isEqualTo(HolderStatus.FAILED);
        ClaimedBatch successor = worker(distribution).claimOne();
        assertThat(successor.payments()).hasSize(2);
        assertThat(successor.retryDepth()).as("nothing was tried").isZero();
    }

    @Test
    void onlyWhatWasTriedCountsAsARetry() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        settle(
                worker,
                Settlements.retriedTogether(
                        signed, Ending.DEAD, failure(FailureCode.EXPIRED_UNSEEN), Set.of(ONE, TWO)));
        ClaimedBatch retry = worker.claimOne();
        assertThat(retry.retryDepth()).isEqualTo(1);

        settle(
                worker,
                Settlements.neverSent(retry.id(), null, Map.of(), List.of(new RetryGroup(Set.of(ONE, TWO), NOW))));

        assertThat(worker.claimOne().retryDepth()).isEqualTo(1);
    }

    @Test
    void whatAnotherWorkerMaySendIsNotSettledAsNeverSent() {
        Distribution distribution = started(2, 2);
        Worker stale = crashingWorker(distribution);
        Allocated allocated = stale.allocate(stale.claimOne().id());
        Worker successor = worker(distribution);
        successor.claimOne();
        Settlement neverSent = Settlements.neverSent(
                allocated.batchId(),
                allocated.transactionId(),
                Map.of(),
                List.of(new RetryGroup(Set.of(ONE, TWO), NOW)));

        assertThat(settle(stale, neverSent)).as("lease lost").isEqualTo(SettleResult.NOT_OURS);
        assertThat(settle(
                        successor,
                        Settlements.neverSent(
                                allocated.batchId(),
                                LedgerTransactionId.of(Ids.transaction()),
                                Map.of(),
                                neverSent.retried())))
                .as("another id")
                .isEqualTo(SettleResult.NOT_OURS);
        assertThat(successor.intend(Worker.signed(allocated)).name()).isEqualTo("GRANTED");
        assertThat(settle(successor, neverSent)).as("sent meanwhile").isEqualTo(SettleResult.NOT_OURS);

        assertThat(batches(distribution)).hasSize(1);
        assertThat(batch(distribution, allocated.batchId()).status()).isEqualTo(BatchStatus.PROCESSING);
    }

    @Test
    void aForgottenHolderWouldBeLostSoNothingIsRecorded() {
        Distribution distribution = started(3, 3);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();

        assertThatThrownBy(() -> settle(
                        worker,
                        Settlements.ended(
                                signed,
                                Ending.FAILED_ON_LEDGER,
                                BUSY,
                                Map.of(ONE, FROZEN),
                                List.of(new RetryGroup(Set.of(TWO), NOW)))))
                .isInstanceOf(UnbalancedBooksException.class);

        assertNothingRecorded(distribution, signed);
    }

    @Test
    void aStrangerIsNoHolderOfTheBatchSoNothingIsRecorded() {
        Distribution distribution = started(4, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        Signed good = worker.intendNext();

        assertThatThrownBy(() -> store.settle(
                        worker.lease,
                        List.of(Settlements.everybodyPaid(good), Settlements.tookEffect(signed, Map.of(THREE, FROZEN))),
                        NOW))
                .isInstanceOf(UnbalancedBooksException.class);

        assertNothingRecorded(distribution, signed);
        assertNothingRecorded(distribution, good);
    }

    private void assertNothingRecorded(Distribution distribution, Signed signed) {
        assertThat(batch(distribution, signed.batchId()).status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(statement(distribution)).extracting(StatementLine::status).containsOnly(HolderStatus.PENDING);
        assertThat(attempts(distribution)).isEmpty();
    }

    @Test
    void holdersToBeTriedAgainEndCancelledWhileTheDistributionIsBeingCancelled() {
        Distribution distribution = started(2, 2);
        Signed signed = crashingWorker(distribution).intendNext();
        store.cancel(distribution.id(), act("cancel"));

        assertThat(settle(
                        worker(distribution),
                        Settlements.retriedTogether(
                                signed, Ending.DEAD, failure(FailureCode.EXPIRED_UNSEEN), Set.of(ONE, TWO))))
                .isEqualTo(SettleResult.RECORDED);

        assertThat(batches(distribution)).as("no new batch").hasSize(1);
        assertThat(statement(distribution)).extracting(StatementLine::status).containsOnly(HolderStatus.CANCELLED);
    }

    private SettleResult settle(Worker worker, Settlement settlement) {
        return store.settle(worker.lease, List.of(settlement), NOW).get(settlement.batchId());
    }
}
