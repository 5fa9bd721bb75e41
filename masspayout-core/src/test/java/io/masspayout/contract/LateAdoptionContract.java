package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.Progress;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import io.masspayout.store.Settlement.Ending;
import io.masspayout.store.StatementLine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ids that had been given up and took effect nevertheless. It should never happen, so a person must look; and whatever the person does,
 * those whom the ledger paid are not paid again.
 */
abstract class LateAdoptionContract extends ReconcileScenario {

    private static final AccountId FOUR = RegisterLines.account(4);

    LateAdoptionContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @ParameterizedTest
    @EnumSource(
            value = Ending.class,
            names = {"DEAD", "FAILED_ON_LEDGER"})
    void whoWaitsForAnotherTryCountsAsPaidByTheIdThatWasGivenUp(Ending ending) {
        Distribution distribution = started(4, 2);
        Signed late = givenUp(distribution, ending, ONE, TWO);
        BatchPayout givenUp = batch(distribution, late.batchId());
        LedgerEntry entry = entryOf(distribution, late, EVERYBODY, ONE, TWO);

        assertThat(adopt(distribution, entry)).isEqualTo(ONE_CONTRADICTION);

        assertStoppedAndBlocked(distribution);
        assertPaid(distribution, late.transactionId(), ONE, TWO);
        assertThat(line(distribution, ONE).paidAt()).isEqualTo(Settlements.LEDGER_TIME);
        assertThat(batch(distribution, late.batchId()))
                .as("ended once, with its id")
                .isEqualTo(givenUp);
        assertThat(batches(distribution).get(2).status())
                .as("the batch in which they waited")
                .isEqualTo(BatchStatus.FAILED);
        BatchPayout carrying = batch(distribution, line(distribution, ONE).batchId());
        assertThat(carrying.status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(carrying.transactionId()).isNull();
        assertThat(carrying.splitFrom()).isEqualTo(late.batchId());
        assertThat(carrying.retryDepth()).isEqualTo(1);
        assertThat(carrying.batchNumber()).isEqualTo(4);
        assertThat(carrying.totalHolders()).isEqualTo(2);
        assertThat(carrying.amount()).isEqualTo(2 * SHARE);
        assertThat(carrying.successfulPayments()).isEqualTo(2);
        assertThat(carrying.paidAmount()).isEqualTo(2 * SHARE);
        assertThat(carrying.fee()).isEqualTo(Settlements.FEE);
        assertBalanced(distribution, 4);
        assertThat(store.progress(distribution.id()).paid()).isEqualTo(2);
    }

    @Test
    void onceAdoptedItIsKnownAndTheOthersArePaid() {
        Distribution distribution = started(4, 2);
        Signed late = givenUp(distribution, Ending.DEAD, ONE, TWO);
        LedgerEntry entry = entryOf(distribution, late, EVERYBODY, ONE, TWO);
        adopt(distribution, entry);
        store.liftStop(distribution.treasury(), true, act("seen"));

        assertRepeatingChangesNothing(distribution, entry);

        assertThat(read(distribution).reconcilingSince()).isEqualTo(NOW);
        store.endReconcile(distribution.id(), act("read back"));
        reserved(distribution);
        Worker worker = worker(distribution);
        assertThat(worker.claimOne().payments()).containsExactly(new Payment(THREE, SHARE), new Payment(FOUR, SHARE));
        assertThat(worker.claim()).as("nobody else waits").isEmpty();
    }

    @Test
    void whoHadFailedCountsAsPaidAndTheDistributionEndsAccordingly() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed late = worker.intendNext();
        Settlement nobody = Settlements.ended(
                late,
                Ending.DEAD,
                failure(FailureCode.EXPIRED_UNSEEN),
                Map.of(ONE, failure(FailureCode.EXPIRED_UNSEEN), TWO, failure(FailureCode.EXPIRED_UNSEEN)),
                List.of());
        store.settle(worker.lease, List.of(nobody), NOW);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.FAILED);

        assertThat(adopt(distribution, entryOf(distribution, late, EVERYBODY, ONE, TWO)))
                .isEqualTo(ONE_CONTRADICTION);

        assertStoppedAndBlocked(distribution);
        assertPaid(distribution, late.transactionId(), ONE, TWO);
        assertThat(line(distribution, ONE).failure()).isNull();
        store.endReconcile(distribution.id(), act("read back"));
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);
        assertBalanced(distribution, 2);
    }

    @Test
    void aBodyThatStillPaysThemIsNeverSignedAndWhoeverIsLeftWaitsElsewhere() {
        Distribution distribution = started(2, 2);
        Signed late = givenUp(distribution, Ending.DEAD, ONE, TWO);
        Worker worker = worker(distribution);
        Signed stale = Worker.signed(worker.allocate(worker.claimOne().id()));
        LedgerOutcome onlyOne = new LedgerOutcome.SomePaid(Map.of(TWO, failure(FailureCode.ACCOUNT_FROZEN)));

        assertThat(adopt(distribution, entryOf(distribution, late, onlyOne, ONE)))
                .isEqualTo(ONE_CONTRADICTION);

        paymentsAllowedAgain(distribution);
        assertThat(worker.intend(stale).name()).isEqualTo("LEASE_LOST");
        ClaimedBatch next = worker(distribution).claimOne();
        assertThat(next.payments()).containsExactly(new Payment(TWO, SHARE));
        assertThat(next.allocated()).isEmpty();
        assertPaid(distribution, late.transactionId(), ONE);
        assertBalanced(distribution, 2);
    }

    @Test
    void whoIsInFlightInTheNextTryIsPaidOnceUnlessThatTakesEffectToo() {
        Distribution distribution = started(2, 2);
        Signed late = givenUp(distribution, Ending.DEAD, ONE, TWO);
        Worker worker = crashingWorker(distribution);
        Signed again = worker.intendNext();

        assertThat(adopt(distribution, entryOf(distribution, late, EVERYBODY, ONE, TWO)))
                .isEqualTo(ONE_CONTRADICTION);

        assertStoppedAndBlocked(distribution);
        assertPaid(distribution, late.transactionId(), ONE, TWO);
        assertThat(worker.claimInDoubt()).hasSize(1);
        Settlement dead =
                Settlements.ended(again, Ending.DEAD, failure(FailureCode.EXPIRED_UNSEEN), Map.of(), List.of());
        assertThat(store.settle(worker.lease, List.of(dead), NOW)).containsValue(SettleResult.RECORDED);
        paymentsAllowedAgain(distribution);
        assertThat(worker(distribution).claim()).as("nobody waits for more").isEmpty();
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);
        assertBalanced(distribution, 2);
    }

    @Test
    void whoWasPaidByTheNextTryWasPaidTwiceWhichIsAContradictionEachTime() {
        Distribution distribution = started(4, 2);
        Signed late = givenUp(distribution, Ending.DEAD, ONE, TWO);
        Worker worker = worker(distribution);
        worker.claimOne();
        Signed again = worker.intendNext();
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(again)), NOW);
        List<StatementLine> statement = statement(distribution);
        List<BatchPayout> batches = batches(distribution);
        LedgerEntry entry = entryOf(distribution, late, EVERYBODY, ONE, TWO);

        for (int time = 1; time <= 2; time++) {
            assertThat(adopt(distribution, entry)).isEqualTo(ONE_CONTRADICTION);

            assertStoppedAndBlocked(distribution);
            assertThat(statement(distribution)).isEqualTo(statement);
            assertThat(batches(distribution)).isEqualTo(batches);
        }
        assertPaid(distribution, again.transactionId(), ONE, TWO);
    }

    @Test
    void whoGotAWrongAmountFailsAndTheOthersArePaid() {
        Distribution distribution = started(2, 2);
        Signed late = givenUp(distribution, Ending.DEAD, ONE, TWO);
        LedgerEntry odd = new LedgerEntry(
                late.transactionId(),
                new BatchReference(distribution.id(), late.batchId()),
                List.of(new Payment(ONE, SHARE), new Payment(TWO, SHARE - 1)),
                new Settled(EVERYBODY, Settlements.LEDGER_TIME, null));

        assertThat(adopt(distribution, odd)).isEqualTo(ONE_CONTRADICTION);

        assertPaid(distribution, late.transactionId(), ONE);
        assertThat(line(distribution, TWO).status()).isEqualTo(HolderStatus.FAILED);
        assertThat(line(distribution, TWO).failure().code()).isEqualTo(FailureCode.LEDGER_DISAGREES);
        paymentsAllowedAgain(distribution);
        assertThat(worker(distribution).claim()).isEmpty();
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.PARTIALLY_COMPLETED);
        assertBalanced(distribution, 2);
    }

    @Test
    void aWrongAmountAloneFailsItsHolderAndMakesNoBatch() {
        Distribution distribution = started(1, 1);
        Signed late = givenUp(distribution, Ending.DEAD, ONE);
        LedgerEntry odd = new LedgerEntry(
                late.transactionId(),
                new BatchReference(distribution.id(), late.batchId()),
                List.of(new Payment(ONE, SHARE + 1)),
                new Settled(EVERYBODY, Settlements.LEDGER_TIME, null));

        assertThat(adopt(distribution, odd)).isEqualTo(ONE_CONTRADICTION);

        assertThat(line(distribution, ONE).status()).isEqualTo(HolderStatus.FAILED);
        assertThat(batches(distribution)).extracting(BatchPayout::status).containsOnly(BatchStatus.FAILED);
        assertThat(batches(distribution)).hasSize(2);
        assertBalanced(distribution, 1);
    }

    @Test
    void whoWasToldToHaveBeenLeftOutOfAnIdThatPaidOthersCountsAsPaidByIt() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        Settlement onlyOne = Settlements.ended(
                signed,
                Ending.TOOK_EFFECT,
                failure(FailureCode.LEDGER_BUSY),
                Map.of(),
                List.of(new RetryGroup(Set.of(TWO), NOW)));
        store.settle(worker.lease, List.of(onlyOne), NOW);
        LedgerEntry entry = entryOf(distribution, signed, EVERYBODY, ONE, TWO);

        assertThat(adopt(distribution, entry)).isEqualTo(ONE_CONTRADICTION);

        assertStoppedAndBlocked(distribution);
        assertPaid(distribution, signed.transactionId(), ONE, TWO);
        assertThat(line(distribution, ONE).batchId()).isEqualTo(signed.batchId());
        assertThat(batch(distribution, line(distribution, TWO).batchId()).splitFrom())
                .isEqualTo(signed.batchId());
        store.liftStop(distribution.treasury(), true, act("seen"));
        assertRepeatingChangesNothing(distribution, entry);
        store.endReconcile(distribution.id(), act("read back"));
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);
        assertBalanced(distribution, 2);
    }

    @Test
    void whoWasCancelledAndIsPaidByTheLedgerCountsAsPaidAndAPersonMustLook() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed neverIntended = Worker.signed(worker.allocate(worker.claimOne().id()));
        store.cancel(distribution.id(), act("cancel"));
        LedgerEntry entry = entryOf(distribution, neverIntended, EVERYBODY, ONE);

        assertThat(adopt(distribution, entry)).isEqualTo(ONE_CONTRADICTION);

        assertStoppedForAPerson(distribution);
        assertThat(read(distribution).reconcilingSince())
                .as("nothing final is sent")
                .isNull();
        assertPaid(distribution, neverIntended.transactionId(), ONE);
        assertThat(line(distribution, TWO).status()).isEqualTo(HolderStatus.CANCELLED);
        assertThat(batch(distribution, neverIntended.batchId()).status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(read(distribution).status()).isEqualTo(DistributionStatus.CANCELLED);
        assertCounted(distribution, 1, 0, 1);
        store.liftStop(distribution.treasury(), true, act("seen"));
        assertRepeatingChangesNothing(distribution, entry);
    }

    @Test
    void whoWasCancelledInABatchThatFailedAndIsPaidByTheLedgerCountsAsPaid() {
        Distribution distribution = started(3, 3);
        Signed inDoubt = crashingWorker(distribution).intendNext();
        store.cancel(distribution.id(), act("cancel"));
        store.settle(
                worker(distribution).lease,
                List.of(Settlements.retriedTogether(
                        inDoubt, Ending.DEAD, failure(FailureCode.EXPIRED_UNSEEN), Set.of(ONE, TWO, THREE))),
                NOW);
        LedgerTransactionId forgotten = LedgerTransactionId.of(Ids.transaction());

        assertThat(adopt(
                        distribution,
                        entry(distribution, new BatchId(UUID.randomUUID()), forgotten, EVERYBODY, ONE, THREE)))
                .isEqualTo(ONE_ADOPTED);

        assertPaid(distribution, forgotten, ONE, THREE);
        assertThat(batch(distribution, inDoubt.batchId()).failedPayments()).isEqualTo(3);
        assertCounted(distribution, 2, 0, 1);
    }

    private void assertCounted(Distribution distribution, long paid, long failed, long cancelled) {
        Progress progress = store.progress(distribution.id());
        assertThat(List.of(progress.paid(), progress.failed(), progress.cancelled()))
                .as("paid, failed, cancelled")
                .containsExactly(paid, failed, cancelled);
        assertThat(List.of(progress.paidAmount(), progress.failedAmount(), progress.cancelledAmount()))
                .as("paid, failed, cancelled")
                .containsExactly(paid * SHARE, failed * SHARE, cancelled * SHARE);
    }

    @Test
    void whoMovedOnFromABatchThatWasNeverSentCountsAsPaid() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        BatchId batch = worker.claimOne().id();
        Signed forgotten = Worker.signed(worker.allocate(batch));
        store.settle(
                worker.lease,
                List.of(Settlements.neverSent(
                        batch, forgotten.transactionId(), Map.of(), List.of(new RetryGroup(Set.of(ONE, TWO), NOW)))),
                NOW);

        assertThat(adopt(distribution, entryOf(distribution, forgotten, EVERYBODY, ONE, TWO)))
                .isEqualTo(ONE_CONTRADICTION);

        assertPaid(distribution, forgotten.transactionId(), ONE, TWO);
        assertBalanced(distribution, 2);
    }

    private void paymentsAllowedAgain(Distribution distribution) {
        assertStoppedAndBlocked(distribution);
        store.endReconcile(distribution.id(), act("read back"));
        store.liftStop(distribution.treasury(), true, act("seen"));
        reserved(distribution);
    }

    private void assertStoppedAndBlocked(Distribution distribution) {
        assertThat(store.stopped(distribution.treasury()))
                .hasValueSatisfying(stop -> assertThat(stop.failure().code()).isEqualTo(FailureCode.LATE_SETTLEMENT));
        assertThat(read(distribution).reconcilingSince()).isEqualTo(NOW);
    }

    /** The first batch is sent and given up; those are to be tried again, in the last batch. */
    private Signed givenUp(Distribution distribution, Ending ending, AccountId... holders) {
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        Settlement end =
                Settlements.retriedTogether(signed, ending, failure(FailureCode.EXPIRED_UNSEEN), Set.of(holders));
        assertThat(store.settle(worker.lease, List.of(end), NOW)).containsValue(SettleResult.RECORDED);
        return signed;
    }

    private static LedgerEntry entryOf(
            Distribution distribution, Signed signed, LedgerOutcome outcome, AccountId... paid) {
        return entry(distribution, signed.batchId(), signed.transactionId(), outcome, paid);
    }
}
