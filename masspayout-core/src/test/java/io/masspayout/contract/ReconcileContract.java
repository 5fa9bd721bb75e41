package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.ReconcileCounts;
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

/** Reading the ledger's history back into a database that has forgotten some of it. What the ledger paid is paid. */
abstract class ReconcileContract extends ReconcileScenario {

    ReconcileContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void aReconcileThatIsUnderWayGoesOnWithItsFirstTime() {
        Distribution distribution = started(2, 2);

        assertThat(store.beginReconcile(distribution.id(), NOW, act("restored")).reconcilingSince())
                .isEqualTo(NOW);
        assertThat(store.beginReconcile(distribution.id(), NOW.plusSeconds(60), act("again"))
                        .reconcilingSince())
                .isEqualTo(NOW);
        assertThat(store.endReconcile(distribution.id(), act("done")).reconcilingSince())
                .isNull();
        assertThat(read(distribution).reconcilingSince()).isNull();
    }

    @Test
    void whatTheDatabaseKnowsIsKnown() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(signed)), NOW);

        assertThat(adopt(
                        distribution,
                        entry(distribution, signed.batchId(), signed.transactionId(), EVERYBODY, ONE, TWO)))
                .isEqualTo(ONE_KNOWN);
    }

    @Test
    void theOutcomeOfAnIdInDoubtIsRecordedAsSettlingWould() {
        Distribution distribution = started(3, 3);
        Signed signed = crashingWorker(distribution).intendNext();
        store.beginReconcile(distribution.id(), NOW, act("restored"));
        LedgerOutcome outcome = new LedgerOutcome.SomePaid(Map.of(TWO, failure(FailureCode.ACCOUNT_FROZEN)));

        assertThat(adopt(
                        distribution,
                        entry(distribution, signed.batchId(), signed.transactionId(), outcome, ONE, THREE)))
                .isEqualTo(ONE_ADOPTED);

        assertThat(batch(distribution, signed.batchId()).status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(line(distribution, ONE).settledBy()).isEqualTo(signed.transactionId());
        assertThat(line(distribution, TWO).status()).isEqualTo(HolderStatus.FAILED);
        assertThat(line(distribution, THREE).status()).isEqualTo(HolderStatus.PAID);
    }

    @Test
    void aForgottenIntentOfAPendingBatchGivesItItsIdAndEndsIt() {
        Distribution distribution = started(4, 2);
        BatchId first = batches(distribution).get(0).id();
        LedgerTransactionId id = LedgerTransactionId.of(Ids.transaction());
        LedgerEntry entry = entry(distribution, first, id, EVERYBODY, ONE, TWO);

        assertThat(adopt(distribution, entry)).isEqualTo(ONE_ADOPTED);

        BatchPayout batch = batch(distribution, first);
        assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(batch.transactionId()).isEqualTo(id);
        assertThat(batch.successfulPayments()).isEqualTo(2);
        assertThat(batch.paidAmount()).isEqualTo(2 * SHARE);
        assertPaid(distribution, id, ONE, TWO);
        assertThat(line(distribution, ONE).paidAt()).isEqualTo(Settlements.LEDGER_TIME);
        assertRepeatingChangesNothing(distribution, entry);
        assertThat(worker(distribution).claim())
                .extracting(ClaimedBatch::id)
                .containsExactly(batches(distribution).get(1).id());
    }

    @Test
    void aDistributionWhoseStartIsForgottenIsStartedByItsFirstPayment() {
        Distribution distribution = planned(4, 2);
        BatchId first = batches(distribution).get(0).id();
        LedgerTransactionId id = LedgerTransactionId.of(Ids.transaction());

        assertThat(adopt(distribution, entry(distribution, first, id, EVERYBODY, ONE, TWO)))
                .isEqualTo(ONE_ADOPTED);

        assertPaid(distribution, id, ONE, TWO);
        assertThat(read(distribution).status()).isEqualTo(DistributionStatus.PROCESSING);
        assertThat(read(distribution).executedAt()).isNotNull();
        assertThat(worker(distribution).claim()).as("no money is reserved yet").isEmpty();
        reserved(distribution);
        assertThat(worker(distribution).claim())
                .extracting(ClaimedBatch::id)
                .containsExactly(batches(distribution).get(1).id());
    }

    @Test
    void aBatchThatIsAllocatedAndWasSentIsEndedByItsOwnId() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed forgotten = Worker.signed(worker.allocate(worker.claimOne().id()));

        assertThat(adopt(
                        distribution,
                        entry(distribution, forgotten.batchId(), forgotten.transactionId(), EVERYBODY, ONE, TWO)))
                .isEqualTo(ONE_ADOPTED);

        assertPaid(distribution, forgotten.transactionId(), ONE, TWO);
        assertThat(worker.intend(forgotten).name())
                .as("not sent by whoever held it")
                .isEqualTo("LEASE_LOST");
    }

    @Test
    void whoWasNotInTheForgottenTransactionStillWaits() {
        Distribution distribution = started(3, 3);
        BatchId batch = batches(distribution).get(0).id();
        LedgerTransactionId id = LedgerTransactionId.of(Ids.transaction());

        assertThat(adopt(distribution, entry(distribution, batch, id, EVERYBODY, ONE, THREE)))
                .as("somebody had screened out the second holder")
                .isEqualTo(ONE_ADOPTED);

        assertPaid(distribution, id, ONE, THREE);
        assertThat(line(distribution, TWO).status()).isEqualTo(HolderStatus.PENDING);
        assertThat(worker(distribution).claimOne().payments()).containsExactly(new Payment(TWO, SHARE));
        assertBalanced(distribution, 3);
    }

    @Test
    void anUnknownBatchIsStoredAndTakesItsHoldersFromWhereverTheyWait() {
        Distribution distribution = started(6, 2);
        BatchId unknown = new BatchId(UUID.randomUUID());
        LedgerTransactionId id = LedgerTransactionId.of(Ids.transaction());
        LedgerEntry entry = entry(distribution, unknown, id, EVERYBODY, ONE, THREE, RegisterLines.account(4));

        assertThat(adopt(distribution, entry)).isEqualTo(ONE_ADOPTED);

        BatchPayout stored = batch(distribution, unknown);
        assertThat(stored.status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(stored.transactionId()).isEqualTo(id);
        assertThat(stored.totalHolders()).isEqualTo(3);
        assertThat(stored.paidAmount()).isEqualTo(3 * SHARE);
        assertThat(stored.batchNumber()).isEqualTo(4);
        assertPaid(distribution, id, ONE, THREE, RegisterLines.account(4));
        assertRepeatingChangesNothing(distribution, entry);
        assertThat(worker(distribution).claim().stream().flatMap(batch -> batch.payments().stream()))
                .extracting(Payment::account)
                .as("who is still to be paid")
                .containsExactlyInAnyOrder(TWO, RegisterLines.account(5), RegisterLines.account(6));
        assertThat(batches(distribution).get(1).status())
                .as("a batch without holders left")
                .isEqualTo(BatchStatus.FAILED);
        assertBalanced(distribution, 6);
    }

    @Test
    void aBodyThatStillPaysWhomTheLedgerHasPaidIsNeverSent() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed stale = Worker.signed(worker.allocate(worker.claimOne().id()));
        LedgerTransactionId id = LedgerTransactionId.of(Ids.transaction());

        assertThat(adopt(distribution, entry(distribution, new BatchId(UUID.randomUUID()), id, EVERYBODY, ONE)))
                .isEqualTo(ONE_ADOPTED);

        assertThat(worker.intend(stale).name()).isNotEqualTo("GRANTED");
        store.release(worker.lease);
        ClaimedBatch next = worker(distribution).claimOne();
        assertThat(next.payments()).containsExactly(new Payment(TWO, SHARE));
        assertThat(next.allocated()).isEmpty();
        assertBalanced(distribution, 2);
    }

    @Test
    void aHolderWhoHadFailedAndWasPaidIsPaidAndTheDistributionEndsAccordingly() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        store.settle(
                worker.lease,
                List.of(Settlements.tookEffect(signed, Map.of(TWO, failure(FailureCode.ACCOUNT_FROZEN)))),
                NOW);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.PARTIALLY_COMPLETED);
        LedgerTransactionId retry = LedgerTransactionId.of(Ids.transaction());
        store.beginReconcile(distribution.id(), NOW, act("restored"));

        assertThat(adopt(distribution, entry(distribution, new BatchId(UUID.randomUUID()), retry, EVERYBODY, TWO)))
                .isEqualTo(ONE_ADOPTED);

        store.endReconcile(distribution.id(), act("read back"));
        assertPaid(distribution, retry, TWO);
        assertThat(line(distribution, TWO).failure()).isNull();
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);
        assertBalanced(distribution, 2);
    }

    @Test
    void aForgottenTransactionThatFailedPaidNobodyAndLosesNobody() {
        Distribution distribution = started(2, 2);
        BatchId batch = batches(distribution).get(0).id();
        LedgerTransactionId id = LedgerTransactionId.of(Ids.transaction());
        Failure frozen = failure(FailureCode.ACCOUNT_FROZEN);
        LedgerEntry entry = entry(distribution, batch, id, new LedgerOutcome.NobodyPaid(frozen, Set.of(TWO)));

        assertThat(adopt(distribution, entry)).isEqualTo(ONE_ADOPTED);

        BatchPayout stored = batch(distribution, batch);
        assertThat(stored.status()).isEqualTo(BatchStatus.FAILED);
        assertThat(stored.transactionId()).isEqualTo(id);
        assertThat(stored.failure()).isEqualTo(frozen);
        assertThat(line(distribution, TWO).status()).isEqualTo(HolderStatus.FAILED);
        StatementLine innocent = line(distribution, ONE);
        assertThat(innocent.status()).isIn(HolderStatus.PENDING, HolderStatus.FAILED);
        if (innocent.status() == HolderStatus.PENDING) {
            assertThat(innocent.batchId()).as("an ended batch pays nobody").isNotEqualTo(batch);
        }
        assertBalanced(distribution, 2);
        assertRepeatingChangesNothing(distribution, entry);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEAD", "FAILED_ON_LEDGER"})
    void anIdInDoubtWhoseHoldersWereAllPaidByAnotherIdEndsThoughNobodyIsLeft(Ending ending) {
        Distribution distribution = started(2, 2);
        Signed inDoubt = crashingWorker(distribution).intendNext();
        LedgerTransactionId forgotten = LedgerTransactionId.of(Ids.transaction());
        store.beginReconcile(distribution.id(), NOW, act("restored"));
        adopt(distribution, entry(distribution, new BatchId(UUID.randomUUID()), forgotten, EVERYBODY, ONE, TWO));
        assertThat(batch(distribution, inDoubt.batchId()).status()).isEqualTo(BatchStatus.PROCESSING);

        Settlement nobodyIsLeft =
                Settlements.ended(inDoubt, ending, failure(FailureCode.EXPIRED_UNSEEN), Map.of(), List.of());
        assertThat(store.settle(worker(distribution).lease, List.of(nobodyIsLeft), NOW))
                .containsEntry(inDoubt.batchId(), SettleResult.RECORDED);

        BatchPayout ended = batch(distribution, inDoubt.batchId());
        assertThat(ended.status()).isEqualTo(BatchStatus.FAILED);
        assertThat(ended.successfulPayments()).isZero();
        assertThat(ended.failedPayments()).isEqualTo(2);
        assertPaid(distribution, forgotten, ONE, TWO);
        store.endReconcile(distribution.id(), act("read back"));
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);
        assertBalanced(distribution, 2);
    }

    @Test
    void anIdThatWasNeverSentWhoseHoldersWereAllPaidByAnotherIdHasEndedAlready() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed stale = Worker.signed(worker.allocate(worker.claimOne().id()));
        adopt(
                distribution,
                entry(
                        distribution,
                        new BatchId(UUID.randomUUID()),
                        LedgerTransactionId.of(Ids.transaction()),
                        EVERYBODY,
                        ONE,
                        TWO));

        assertThat(store.settle(
                        worker.lease,
                        List.of(Settlements.neverSent(stale.batchId(), stale.transactionId(), Map.of(), List.of())),
                        NOW))
                .containsEntry(stale.batchId(), SettleResult.ALREADY);

        assertThat(batch(distribution, stale.batchId()).status()).isEqualTo(BatchStatus.FAILED);
    }

    @Test
    void entriesOfOtherDistributionsArePassedOver() {
        Distribution distribution = started(2, 2);
        LedgerEntry foreign = new LedgerEntry(
                LedgerTransactionId.of(Ids.transaction()),
                new BatchReference(new DistributionId(UUID.randomUUID()), new BatchId(UUID.randomUUID())),
                List.of(new Payment(ONE, SHARE)),
                new Settled(EVERYBODY, NOW, null));

        assertThat(adopt(distribution, foreign)).isEqualTo(ReconcileCounts.NONE);

        assertThat(batches(distribution)).hasSize(1);
        assertThat(line(distribution, ONE).status()).isEqualTo(HolderStatus.PENDING);
    }

    @Test
    void severalEntriesAreCountedEach() {
        Distribution distribution = started(4, 2);
        List<BatchPayout> batches = batches(distribution);
        LedgerEntry first = entry(
                distribution, batches.get(0).id(), LedgerTransactionId.of(Ids.transaction()), EVERYBODY, ONE, TWO);
        LedgerEntry second = entry(
                distribution,
                batches.get(1).id(),
                LedgerTransactionId.of(Ids.transaction()),
                EVERYBODY,
                THREE,
                RegisterLines.account(4));
        adopt(distribution, first);

        assertThat(store.adopt(distribution.id(), List.of(first, second), act("reconcile")))
                .isEqualTo(new ReconcileCounts(1, 1, 0));
    }
}
