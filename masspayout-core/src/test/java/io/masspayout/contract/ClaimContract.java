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
import io.masspayout.model.MassPayoutException;
import io.masspayout.model.Payment;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.Postponement;
import io.masspayout.store.StatementLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Claiming batches, screening holders out, storing id and body; leases and postponement. */
abstract class ClaimContract extends StoreScenario {

    ClaimContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void batchesAreClaimedByNumberUpToTheLimit() {
        Distribution distribution = started(7, 2);

        List<ClaimedBatch> claimed = worker(distribution).claim(3);

        List<BatchPayout> batches = batches(distribution);
        assertThat(claimed)
                .extracting(ClaimedBatch::id)
                .containsExactly(
                        batches.get(0).id(), batches.get(1).id(), batches.get(2).id());
        ClaimedBatch first = claimed.get(0);
        assertThat(first.distributionId()).isEqualTo(distribution.id());
        assertThat(first.payments())
                .containsExactly(
                        new Payment(RegisterLines.account(1), SHARE), new Payment(RegisterLines.account(2), SHARE));
        assertThat(first.allocated()).isEmpty();
        assertThat(first.retryDepth()).isZero();
        assertThat(worker(distribution).claim())
                .extracting(ClaimedBatch::id)
                .containsExactly(batches.get(3).id());
    }

    @Test
    void aLeasedBatchIsNobodyElses() {
        Distribution distribution = started(4, 2);
        worker(distribution).claim();

        assertThat(worker(distribution).claim()).isEmpty();
    }

    @Test
    void workersAtOnceShareTheBatchesAndNoneGetsAnothersBatch() throws Exception {
        Distribution distribution = started(60, 2);

        List<List<ClaimedBatch>> shares =
                AtOnce.times(4, () -> worker(distribution).claim(10));

        List<BatchId> all = new ArrayList<>();
        shares.forEach(share -> share.forEach(batch -> all.add(batch.id())));
        assertThat(all).doesNotHaveDuplicates();
        shares.forEach(share -> assertThat(share).hasSizeLessThanOrEqualTo(10));
        assertThat(all.size() + worker(distribution).claim().size())
                .as("claimed by somebody")
                .isEqualTo(30);
    }

    @Test
    void aLeaseThatHasExpiredIsTakenOverAndItsBodyWithIt() {
        Distribution distribution = started(2, 2);
        Worker crashed = crashingWorker(distribution);
        BatchId batch = crashed.claimOne().id();
        Allocated stored = crashed.allocate(batch);

        ClaimedBatch taken = worker(distribution).claimOne();

        assertThat(taken.id()).isEqualTo(batch);
        assertThat(taken.allocated()).contains(stored);
    }

    @Test
    void nothingIsClaimedBeforeTheDistributionIsStarted() {
        assertThat(worker(planned(2, 2)).claim()).isEmpty();
    }

    @Test
    void nothingIsClaimedWhileTheDistributionIsHeld() {
        Distribution distribution = started(2, 2);
        store.setHeld(distribution.id(), true, act("hold"));
        assertThat(worker(distribution).claim()).isEmpty();

        store.setHeld(distribution.id(), false, act("resume"));
        assertThat(worker(distribution).claim()).hasSize(1);
    }

    @Test
    void nothingIsClaimedWhileTheAssetIsPaused() {
        Distribution distribution = started(2, 2);
        store.setPaused(distribution.assetId(), true, act("pause"));
        assertThat(worker(distribution).claim()).isEmpty();

        store.setPaused(distribution.assetId(), false, act("unpause"));
        assertThat(worker(distribution).claim()).hasSize(1);
    }

    @Test
    void nothingIsClaimedWhileTheTreasuryIsStoppedNorBeforeMoneyIsReservedAnew() {
        Distribution distribution = started(2, 2);
        store.stop(distribution.treasury(), stopBecause(FailureCode.TREASURY_EMPTY), act("empty"));
        assertThat(worker(distribution).claim()).isEmpty();

        store.liftStop(distribution.treasury(), false, act("funded"));
        assertThat(worker(distribution).claim())
                .as("the stop dropped the reservation")
                .isEmpty();

        reserved(distribution);
        assertThat(worker(distribution).claim()).hasSize(1);
    }

    @Test
    void nothingIsClaimedWhileHistoryIsReadBack() {
        Distribution distribution = started(2, 2);
        store.beginReconcile(distribution.id(), NOW, act("restored"));
        assertThat(worker(distribution).claim()).isEmpty();

        store.endReconcile(distribution.id(), act("read back"));
        assertThat(worker(distribution).claim()).hasSize(1);
    }

    @Test
    void nothingIsClaimedOnceTheDistributionIsCancelled() {
        Distribution distribution = started(4, 2);
        worker(distribution).intendNext();
        store.cancel(distribution.id(), act("cancel"));

        assertThat(worker(distribution).claim()).isEmpty();
    }

    @Test
    void aPostponedBatchIsClaimedWhenItsTimeHasCome() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        BatchId batch = worker.claimOne().id();
        Failure reason = failure(FailureCode.SIGNER_UNAVAILABLE);
        store.postpone(worker.lease, List.of(new Postponement(batch, NOW.plusSeconds(60), reason)));

        Lease next = new Lease(UUID.randomUUID(), "worker", Duration.ofHours(1));
        assertThat(store.claim(distribution.id(), next, NOW.plusSeconds(59), 9)).isEmpty();
        BatchPayout waiting = batch(distribution, batch);
        assertThat(waiting.status()).isEqualTo(BatchStatus.PENDING);
        assertThat(waiting.nextAttemptAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(waiting.failure()).isEqualTo(reason);
        assertThat(store.claim(distribution.id(), next, NOW.plusSeconds(60), 9)).hasSize(1);
    }

    @Test
    void onlyTheLeaseholderMayPostpone() {
        Distribution distribution = started(2, 2);
        Worker stale = crashingWorker(distribution);
        BatchId batch = stale.claimOne().id();
        worker(distribution).claimOne();

        store.postpone(
                stale.lease,
                List.of(new Postponement(batch, NOW.plusSeconds(60), failure(FailureCode.SIGNER_UNAVAILABLE))));

        assertThat(batch(distribution, batch).nextAttemptAt()).isNull();
        assertThat(worker(distribution).claim()).as("still leased").isEmpty();
    }

    @Test
    void renewingExtendsOnlyWhatIsStillUnderTheLease() {
        Distribution distribution = started(4, 2);
        Worker slow = crashingWorker(distribution);
        List<BatchId> mine = slow.claim().stream().map(ClaimedBatch::id).toList();
        BatchId taken = worker(distribution).claimOne().id();
        Lease longer = new Lease(slow.lease.token(), slow.lease.owner(), Duration.ofHours(1));

        assertThat(store.renew(longer, mine)).containsExactly(mine.get(1)).doesNotContain(taken);

        assertThat(worker(distribution).claim()).as("all are leased now").isEmpty();
    }

    @Test
    void releasingGivesEverythingBack() {
        Distribution distribution = started(6, 2);
        Worker worker = worker(distribution);
        worker.claim(2);
        Worker other = worker(distribution);
        other.claim(1);

        store.release(worker.lease);

        assertThat(worker(distribution).claim()).hasSize(2);
    }

    @Test
    void aLeaseNamesItsWorkerAndSinceWhenUntilTheNextWorkerHasIt() {
        Distribution distribution = started(2, 2);
        Lease first = new Lease(UUID.randomUUID(), "host-a", Duration.ZERO);
        BatchId batch = store.claim(distribution.id(), first, NOW, 1).get(0).id();
        BatchPayout before = batch(distribution, batch);
        store.renew(first, List.of(batch));
        BatchPayout renewed = batch(distribution, batch);
        store.claim(distribution.id(), new Lease(UUID.randomUUID(), "host-b", Duration.ofHours(1)), NOW, 1);
        BatchPayout taken = batch(distribution, batch);

        assertThat(before.leaseOwner()).isEqualTo("host-a");
        assertThat(before.leaseSince()).isNotNull().isEqualTo(renewed.leaseSince());
        assertThat(renewed.leaseOwner()).as("renewed by the same worker").isEqualTo("host-a");
        assertThat(taken.leaseOwner()).isEqualTo("host-b");
        assertThat(taken.leaseSince()).isAfterOrEqualTo(before.leaseSince());
    }

    @Test
    void aBatchThatIsGivenBackEndedOrPostponedHasNoOwner() {
        Distribution distribution = started(6, 2);
        Worker worker = worker(distribution);
        BatchId postponed = worker.claimOne().id();
        store.postpone(
                worker.lease, List.of(new Postponement(postponed, NOW, failure(FailureCode.SIGNER_UNAVAILABLE))));
        Signed sent = worker(distribution).intendNext();
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(sent)), NOW);
        BatchId released = worker.claimOne().id();
        store.release(worker.lease);
        assertThat(List.of(postponed, sent.batchId(), released))
                .extracting(id -> batch(distribution, id))
                .allSatisfy(batch -> {
                    assertThat(batch.leaseOwner()).isNull();
                    assertThat(batch.leaseSince()).isNull();
                });
        worker(distribution).claim();
        store.cancel(distribution.id(), act("cancel"));
        assertThat(batches(distribution)).extracting(BatchPayout::leaseOwner).containsOnlyNulls();
    }

    @Test
    void theAuditTrailNamesTheWorkerOfAnIntent() {
        Distribution distribution = started(2, 2);
        Lease lease = new Lease(UUID.randomUUID(), "host-a", Duration.ofHours(1));
        ClaimedBatch claimed = store.claim(distribution.id(), lease, NOW, 1).get(0);
        BatchId batch = claimed.id();
        Allocated allocated = Worker.allocation(batch);
        store.allocate(lease, List.of(DraftedTransaction.of(allocated, claimed.payments())));
        store.intend(lease, List.of(Worker.signed(allocated)));

        assertThat(audit("batch_payout", batch))
                .filteredOn(event -> BatchStatus.PROCESSING.name().equals(event.to()))
                .extracting(AuditEvent::who)
                .containsExactly("worker host-a with lease " + lease.token());
    }

    @Test
    void anIdIsAllocatedOnceAndOnlyUnderTheLease() {
        Distribution distribution = started(2, 2);
        Worker stale = crashingWorker(distribution);
        BatchId batch = stale.claimOne().id();
        Worker successor = worker(distribution);
        successor.claimOne();

        assertThat(store.allocate(stale.lease, List.of(stale.drafted(Worker.allocation(batch)))))
                .as("another worker's lease")
                .isEmpty();
        Allocated first = successor.allocate(batch);
        assertThat(store.allocate(successor.lease, List.of(successor.drafted(Worker.allocation(batch)))))
                .as("a second id")
                .isEmpty();

        BatchPayout stored = batch(distribution, batch);
        assertThat(stored.transactionId()).isEqualTo(first.transactionId());
        assertThat(stored.validUntil()).isEqualTo(first.validUntil());
        assertThat(stored.status()).isEqualTo(BatchStatus.PENDING);
        store.release(successor.lease);
        assertThat(worker(distribution).claimOne().allocated()).contains(first);
    }

    @Test
    void aLedgerIdBelongsToOneBatch() {
        Distribution distribution = started(4, 2);
        Worker worker = worker(distribution);
        List<ClaimedBatch> claimed = worker.claim();
        Allocated first = worker.allocate(claimed.get(0).id());
        BatchId second = claimed.get(1).id();

        assertThatThrownBy(() -> store.allocate(
                        worker.lease, List.of(worker.drafted(Worker.allocation(second, first.transactionId())))))
                .isInstanceOf(MassPayoutException.class);

        assertThat(batch(distribution, second).transactionId()).isNull();
    }

    @Test
    void aHolderWhoCannotBePaidIsScreenedOutAndTheOthersStay() {
        Distribution distribution = started(3, 3);
        Worker worker = worker(distribution);
        BatchId batch = worker.claimOne().id();
        AccountId frozen = RegisterLines.account(2);

        assertThat(store.screenOut(
                        worker.lease,
                        Map.of(batch, Map.of(frozen, failure(FailureCode.ACCOUNT_FROZEN))),
                        NOW.plusSeconds(5)))
                .containsExactly(batch);

        StatementLine line = line(distribution, frozen);
        assertThat(line.status()).isEqualTo(HolderStatus.FAILED);
        assertThat(line.failure()).isEqualTo(failure(FailureCode.ACCOUNT_FROZEN));
        assertThat(line.attempts()).isEqualTo(1);
        assertThat(line.paid()).isZero();
        assertThat(attempts(distribution))
                .extracting(PaymentAttempt::account, PaymentAttempt::batchId, PaymentAttempt::transactionId)
                .containsExactly(tuple(frozen, batch, null));
        BatchPayout stored = batch(distribution, batch);
        assertThat(stored.status()).isEqualTo(BatchStatus.PENDING);
        assertThat(stored.failedPayments()).isEqualTo(1);
        store.release(worker.lease);
        assertThat(worker(distribution).claimOne().payments())
                .extracting(Payment::account)
                .containsExactly(RegisterLines.account(1), RegisterLines.account(3));
    }

    @Test
    void aBatchWithoutHoldersLeftHasFailed() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        BatchId batch = worker.claimOne().id();

        store.screenOut(
                worker.lease,
                Map.of(
                        batch,
                        Map.of(
                                RegisterLines.account(1), failure(FailureCode.ACCOUNT_DELETED),
                                RegisterLines.account(2), failure(FailureCode.NOT_ASSOCIATED))),
                NOW);

        BatchPayout stored = batch(distribution, batch);
        assertThat(stored.status()).isEqualTo(BatchStatus.FAILED);
        assertThat(stored.failedPayments()).isEqualTo(2);
        assertThat(stored.successfulPayments()).isZero();
        assertThat(stored.transactionId()).isNull();
        assertThat(store.progress(distribution.id()).openBatches()).isZero();
    }

    @Test
    void nobodyIsScreenedOutOnceThereIsABodyNorUnderAnotherLeaseNorOfAnotherBatch() {
        Distribution distribution = started(4, 2);
        Worker stale = crashingWorker(distribution);
        BatchId first = stale.claimOne().id();
        Worker worker = worker(distribution);
        List<ClaimedBatch> claimed = worker.claim();
        Map<AccountId, Failure> frozen = Map.of(RegisterLines.account(1), failure(FailureCode.ACCOUNT_FROZEN));

        assertThat(store.screenOut(stale.lease, Map.of(first, frozen), NOW)).isEmpty();
        assertThat(store.screenOut(worker.lease, Map.of(claimed.get(1).id(), frozen), NOW))
                .isEmpty();
        worker.allocate(first);
        assertThat(store.screenOut(worker.lease, Map.of(first, frozen), NOW)).isEmpty();

        assertThat(statement(distribution)).extracting(StatementLine::status).containsOnly(HolderStatus.PENDING);
        assertThat(attempts(distribution)).isEmpty();
    }
}
