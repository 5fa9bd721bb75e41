package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.Postponement;
import io.masspayout.store.Progress;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.Settlement.Ending;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How far a distribution is, and how it ends. */
abstract class FinishContract extends StoreScenario {

    private static final Failure FROZEN = failure(FailureCode.ACCOUNT_FROZEN);

    FinishContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void aDistributionThatWasNotStartedDoesNotEnd() {
        assertThat(store.finish(declare(Declaration.of(asset())).id(), NOW)).isEqualTo(DistributionStatus.PENDING);
        assertThat(store.finish(planned(2, 2).id(), NOW)).isEqualTo(DistributionStatus.PENDING);
    }

    @Test
    void aDistributionWithoutAPlanDoesNotEnd() {
        Distribution unplanned = declare(Declaration.of(asset()).status(DistributionStatus.PROCESSING));

        assertThat(store.finish(unplanned.id(), NOW)).isEqualTo(DistributionStatus.PROCESSING);
    }

    @Test
    void aDistributionDoesNotEndWhileSomethingIsOpen() {
        Distribution distribution = started(4, 2);
        Worker worker = worker(distribution);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.PROCESSING);

        Signed first = worker.intendNext();
        Signed second = worker.intendNext();
        pay(distribution, first);
        assertThat(store.finish(distribution.id(), NOW)).as("one in flight").isEqualTo(DistributionStatus.PROCESSING);

        pay(distribution, second);
        assertThat(read(distribution).status()).as("not by settling").isEqualTo(DistributionStatus.PROCESSING);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(store.finish(distribution.id(), NOW)).as("again").isEqualTo(DistributionStatus.COMPLETED);
    }

    @Test
    void somePaidAndSomeFailedIsPartial() {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();
        store.settle(
                worker(distribution).lease,
                List.of(Settlements.tookEffect(signed, Map.of(RegisterLines.account(1), FROZEN))),
                NOW);

        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.PARTIALLY_COMPLETED);
    }

    @Test
    void nobodyPaidIsFailed() {
        Distribution distribution = started(1, 1);
        Worker worker = worker(distribution);
        BatchId batch = worker.claimOne().id();
        store.screenOut(worker.lease, Map.of(batch, Map.of(RegisterLines.account(1), FROZEN)), NOW);

        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.FAILED);
    }

    @Test
    void aDistributionDoesNotEndWhileItsHistoryIsReadBack() {
        Distribution distribution = started(2, 2);
        pay(distribution, worker(distribution).intendNext());
        store.beginReconcile(distribution.id(), NOW, act("restored"));

        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.PROCESSING);

        store.endReconcile(distribution.id(), act("read back"));
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);
    }

    @Test
    void ofSeveralWhoFinishAtOnceOneEndsIt() throws Exception {
        Distribution distribution = started(2, 2);
        pay(distribution, worker(distribution).intendNext());

        List<DistributionStatus> ends = AtOnce.times(4, () -> store.finish(distribution.id(), NOW));

        assertThat(ends).containsOnly(DistributionStatus.COMPLETED);
        assertThat(audit("distribution", distribution.id()))
                .filteredOn(event -> "COMPLETED".equals(event.to()))
                .hasSize(1);
    }

    @Test
    void progressCountsEverybodyOnceWhateverBecameOfTheirBatches() {
        Distribution distribution =
                reserved(planned(assetWith(RegisterLines.equal(8).add("0.0.9999", 0)), 8, 3));
        Worker worker = worker(distribution);
        Signed split = worker.intendNext();
        Signed paid = worker.intendNext();
        pay(distribution, paid);
        store.settle(
                worker.lease,
                List.of(Settlements.ended(
                        split,
                        Ending.FAILED_ON_LEDGER,
                        failure(FailureCode.SOME_RECIPIENT),
                        Map.of(RegisterLines.account(1), FROZEN),
                        List.of(new RetryGroup(Set.of(RegisterLines.account(2), RegisterLines.account(3)), NOW)))),
                NOW);

        Progress progress = store.progress(distribution.id());

        assertThat(progress.status()).isEqualTo(DistributionStatus.PROCESSING);
        assertThat(progress.payable()).isEqualTo(8);
        assertThat(progress.skipped()).isEqualTo(1);
        assertThat(progress.paid()).isEqualTo(3);
        assertThat(progress.failed()).isEqualTo(1);
        assertThat(progress.cancelled()).isZero();
        assertThat(progress.open()).isEqualTo(4);
        assertThat(progress.paidAmount()).isEqualTo(3 * SHARE);
        assertThat(progress.failedAmount()).isEqualTo(SHARE);
        assertThat(progress.cancelledAmount()).isZero();
        assertThat(progress.openAmount()).isEqualTo(4 * SHARE);
        assertThat(progress.batches()).isEqualTo(4);
        assertThat(progress.openBatches()).isEqualTo(2);
        assertThat(progress.inFlightBatches()).isZero();
        assertBalanced(progress, 8 * SHARE);

        Signed last = worker.intendNext();
        store.cancel(distribution.id(), act("cancel"));
        Progress cancelled = store.progress(distribution.id());
        assertThat(cancelled.cancelled() + cancelled.open()).isEqualTo(4);
        assertThat(cancelled.inFlightBatches()).isEqualTo(1);
        assertBalanced(cancelled, 8 * SHARE);
        pay(distribution, last);
        assertBalanced(store.progress(distribution.id()), 8 * SHARE);
    }

    @Test
    void progressSaysWhenSomethingCanBeDoneAgainAndWhyNotNow() {
        Distribution distribution = started(4, 2);
        Worker worker = worker(distribution);
        List<ClaimedBatch> claimed = worker.claim();
        Instant soon = NOW.plusSeconds(10);
        Instant later = NOW.plusSeconds(20);

        Failure busy = Failure.of(FailureCode.LEDGER_BUSY, "no room");
        store.postpone(worker.lease, List.of(new Postponement(claimed.get(1).id(), soon, busy)));
        assertThat(store.progress(distribution.id()).nextAttemptAt())
                .as("the first may be worked on")
                .isNull();

        Failure signer = Failure.of(FailureCode.SIGNER_UNAVAILABLE, "asleep");
        store.postpone(worker.lease, List.of(new Postponement(claimed.get(0).id(), later, signer)));
        Progress waiting = store.progress(distribution.id());
        assertThat(waiting.nextAttemptAt()).isEqualTo(soon);
        assertThat(waiting.nextReason()).contains("LEDGER_BUSY").contains("no room");
    }

    @Test
    void theProgressOfAnUnplannedDistributionIsNothing() {
        Progress progress = store.progress(declare(Declaration.of(asset())).id());

        assertThat(progress.payable()).isZero();
        assertThat(progress.batches()).isZero();
        assertThat(progress.nextAttemptAt()).isNull();
    }

    private static void assertBalanced(Progress progress, long payableAmount) {
        assertThat(progress.paid() + progress.failed() + progress.cancelled() + progress.open())
                .isEqualTo(progress.payable());
        assertThat(progress.paidAmount() + progress.failedAmount() + progress.cancelledAmount() + progress.openAmount())
                .isEqualTo(payableAmount);
    }

    private void pay(Distribution distribution, Signed signed) {
        store.settle(worker(distribution).lease, List.of(Settlements.everybodyPaid(signed)), NOW);
    }
}
