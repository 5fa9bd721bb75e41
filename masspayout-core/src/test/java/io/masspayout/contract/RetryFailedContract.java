package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.ConflictException;
import io.masspayout.store.RetryResult;
import io.masspayout.store.StatementLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trying failed holders again. */
abstract class RetryFailedContract extends StoreScenario {

    private static final Failure FROZEN = failure(FailureCode.ACCOUNT_FROZEN);

    RetryFailedContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void failedHoldersGoIntoNewBatchesAndMoneyIsReservedAnew() {
        Distribution distribution = started(5, 5);
        failAll(distribution);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.FAILED);

        assertThat(store.retryFailed(distribution.id(), 2, act("unfrozen"))).isEqualTo(new RetryResult(5, 3));

        assertThat(read(distribution).status()).isEqualTo(DistributionStatus.PROCESSING);
        List<BatchPayout> batches = batches(distribution);
        assertThat(batches).extracting(BatchPayout::batchNumber).containsExactly(1, 2, 3, 4);
        assertThat(batches).extracting(BatchPayout::totalHolders).containsExactly(5, 2, 2, 1);
        assertThat(batches.get(1).amount()).isEqualTo(2 * SHARE);
        assertThat(batches)
                .as("a person has looked")
                .extracting(BatchPayout::retryDepth)
                .containsOnly(0);
        assertThat(statement(distribution)).allSatisfy(line -> {
            assertThat(line.status()).isEqualTo(HolderStatus.PENDING);
            assertThat(line.failure()).isNull();
            assertThat(line.attempts()).isEqualTo(1);
        });
        assertThat(attempts(distribution)).as("history stays").hasSize(5);
        assertThat(worker(distribution).claim()).as("no money is reserved yet").isEmpty();
        assertThat(store.obligations(distribution.treasury()).open()).isZero();
        reserved(distribution);
        assertThat(store.obligations(distribution.treasury()).open()).isEqualTo(5 * SHARE);
        assertThat(worker(distribution).claim()).hasSize(3);
    }

    @Test
    void whoWasPaidIsLeftAlone() {
        Distribution distribution = started(3, 3);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        AccountId failed = RegisterLines.account(2);
        store.settle(worker.lease, List.of(Settlements.tookEffect(signed, Map.of(failed, FROZEN))), NOW);
        store.finish(distribution.id(), NOW);

        assertThat(store.retryFailed(distribution.id(), 9, act("unfrozen"))).isEqualTo(new RetryResult(1, 1));

        reserved(distribution);
        ClaimedBatch retry = worker(distribution).claimOne();
        assertThat(retry.payments()).extracting(payment -> payment.account()).containsExactly(failed);
        assertThat(statement(distribution))
                .filteredOn(line -> line.status() == HolderStatus.PAID)
                .hasSize(2);
    }

    @Test
    void whatIsInDoubtIsLeftAlone() {
        Distribution distribution = started(4, 2);
        Worker worker = crashingWorker(distribution);
        List<BatchId> claimed = worker.claim().stream().map(ClaimedBatch::id).toList();
        Signed inDoubt = worker.intend(claimed.get(1));
        store.screenOut(worker.lease, Map.of(claimed.get(0), Map.of(RegisterLines.account(1), FROZEN)), NOW);

        assertThat(store.retryFailed(distribution.id(), 9, act("unfrozen"))).isEqualTo(new RetryResult(1, 1));

        assertThat(batch(distribution, inDoubt.batchId()).status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(statement(distribution).stream()
                        .filter(line -> inDoubt.batchId().equals(line.batchId()))
                        .map(StatementLine::account))
                .containsExactly(RegisterLines.account(3), RegisterLines.account(4));
        assertThat(worker(distribution).claimInDoubt()).hasSize(1);
        store.release(worker.lease);
        assertThat(worker(distribution).claim())
                .as("money is reserved anew, also for what was open before")
                .isEmpty();
        reserved(distribution);
        assertThat(worker(distribution).claim()).hasSize(2);
    }

    @Test
    void whomTheLedgerPaidSomethingElseIsLeftAlone() {
        Distribution distribution = started(3, 3);
        AccountId paidOtherwise = RegisterLines.account(2);
        Worker worker = worker(distribution);
        Map<AccountId, Failure> failures = Map.of(
                RegisterLines.account(1),
                FROZEN,
                paidOtherwise,
                failure(FailureCode.LEDGER_DISAGREES),
                RegisterLines.account(3),
                FROZEN);
        store.screenOut(worker.lease, Map.of(worker.claimOne().id(), failures), NOW);
        store.finish(distribution.id(), NOW);

        assertThat(store.retryFailed(distribution.id(), 9, act("unfrozen"))).isEqualTo(new RetryResult(2, 1));

        assertThat(line(distribution, paidOtherwise).status()).isEqualTo(HolderStatus.FAILED);
        assertThat(line(distribution, paidOtherwise).failure()).isEqualTo(failure(FailureCode.LEDGER_DISAGREES));
        assertThat(store.progress(distribution.id()).failed()).isEqualTo(1);
        assertThat(store.progress(distribution.id()).openAmount()).isEqualTo(2 * SHARE);
        Worker second = worker(reserved(distribution));
        store.settle(second.lease, List.of(Settlements.everybodyPaid(second.intendNext())), NOW);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.PARTIALLY_COMPLETED);

        assertThat(store.retryFailed(distribution.id(), 9, act("again")))
                .as("nobody else has failed")
                .isEqualTo(new RetryResult(0, 0));
        assertThat(read(distribution).status()).isEqualTo(DistributionStatus.PARTIALLY_COMPLETED);
        assertThat(batches(distribution)).hasSize(2);
    }

    @Test
    void ofSeveralCallsAtOnceOneTakesThemAll() throws Exception {
        Distribution distribution = started(6, 6);
        failAll(distribution);
        store.finish(distribution.id(), NOW);

        List<RetryResult> results = AtOnce.times(4, () -> store.retryFailed(distribution.id(), 4, act("unfrozen")));

        assertThat(results).filteredOn(new RetryResult(6, 2)::equals).hasSize(1);
        assertThat(results).filteredOn(new RetryResult(0, 0)::equals).hasSize(3);
        assertThat(batches(distribution)).hasSize(3);
    }

    @Test
    void withoutFailedHoldersNothingChanges() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(worker.intendNext())), NOW);
        store.finish(distribution.id(), NOW);

        assertThat(store.retryFailed(distribution.id(), 2, act("retry"))).isEqualTo(new RetryResult(0, 0));

        assertThat(read(distribution).status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(batches(distribution)).hasSize(1);
    }

    @Test
    void whatIsPendingCancelledOrBeingCancelledIsNotTriedAgain() {
        Distribution pending = planned(2, 2);
        Distribution cancelled = planned(2, 2);
        store.cancel(cancelled.id(), act("cancel"));
        Distribution beingCancelled = started(2, 2);
        worker(beingCancelled).intendNext();
        store.cancel(beingCancelled.id(), act("cancel"));

        for (Distribution distribution : List.of(pending, cancelled, beingCancelled)) {
            assertThatThrownBy(() -> store.retryFailed(distribution.id(), 2, act("retry")))
                    .isInstanceOf(ConflictException.class);
        }
    }

    @Test
    void whileTheLedgersHistoryIsReadBackNobodyIsTriedAgain() {
        Distribution distribution = started(2, 2);
        failAll(distribution);
        store.finish(distribution.id(), NOW);
        store.beginReconcile(distribution.id(), NOW, act("restored"));

        assertThatThrownBy(() -> store.retryFailed(distribution.id(), 2, act("retry")))
                .isInstanceOf(ConflictException.class);

        store.endReconcile(distribution.id(), act("read back"));
        assertThat(store.retryFailed(distribution.id(), 2, act("retry"))).isEqualTo(new RetryResult(2, 1));
    }

    /** Screens out everybody of every batch. */
    private void failAll(Distribution distribution) {
        Worker worker = worker(distribution);
        for (ClaimedBatch batch : worker.claim()) {
            Map<AccountId, Failure> all = new HashMap<>();
            batch.payments().forEach(payment -> all.put(payment.account(), FROZEN));
            store.screenOut(worker.lease, Map.of(batch.id(), all), NOW);
        }
    }
}
