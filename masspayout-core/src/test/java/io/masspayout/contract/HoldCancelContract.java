package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.store.CancelResult;
import io.masspayout.store.ConflictException;
import io.masspayout.store.HoldResult;
import io.masspayout.store.IntentResult;
import io.masspayout.store.ReserveResult;
import io.masspayout.store.Settlement;
import io.masspayout.store.Settlement.Ending;
import io.masspayout.store.StatementLine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holding, resuming and cancelling: what was sent is still resolved, what was paid stays paid. */
abstract class HoldCancelContract extends StoreScenario {

    HoldCancelContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void aHoldSaysHowManyBatchesAreInFlight() {
        Distribution distribution = started(6, 2);
        worker(distribution).intendNext();

        assertThat(store.setHeld(distribution.id(), true, act("hold"))).isEqualTo(new HoldResult(true, 1));
        assertThat(store.setHeld(distribution.id(), true, act("hold"))).isEqualTo(new HoldResult(false, 1));
        assertThat(read(distribution).held()).isTrue();
        assertThat(store.setHeld(distribution.id(), false, act("resume"))).isEqualTo(new HoldResult(true, 1));
        assertThat(read(distribution).held()).isFalse();
    }

    @Test
    void whatIsInFlightIsSettledWhileHeld() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        store.setHeld(distribution.id(), true, act("hold"));

        store.settle(worker.lease, List.of(Settlements.everybodyPaid(signed)), NOW);

        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);
    }

    @Test
    void aDistributionMayBeHeldBeforeItIsStarted() {
        Distribution distribution = declare(Declaration.of(asset()));

        assertThat(store.setHeld(distribution.id(), true, act("hold"))).isEqualTo(new HoldResult(true, 0));
        assertThat(read(distribution).held()).isTrue();
    }

    @Test
    void aCompletedDistributionCannotBeHeld() {
        assertThatThrownBy(() -> store.setHeld(completed().id(), true, act("hold")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("COMPLETED");
    }

    @Test
    void aCancelledDistributionCannotBeHeld() {
        Distribution distribution = declare(Declaration.of(asset()));
        store.cancel(distribution.id(), act("mistake"));

        assertThatThrownBy(() -> store.setHeld(distribution.id(), true, act("hold")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("CANCELLED");
    }

    @Test
    void aHoldThatOutlivedTheRunCanBeLiftedBeforeTheNextTry() {
        Distribution failed = failedWhileHeld();

        assertThat(store.setHeld(failed.id(), false, act("resume"))).isEqualTo(new HoldResult(true, 0));
        store.retryFailed(failed.id(), 1, act("try again"));

        assertThat(worker(reserved(failed)).claim(1)).hasSize(1);
    }

    @Test
    void aHoldThatOutlivedTheRunStopsTheNextTryToo() {
        Distribution failed = failedWhileHeld();

        store.retryFailed(failed.id(), 1, act("try again"));

        assertThat(reserve(failed, PLENTY)).isEqualTo(new ReserveResult.Blocked(IntentResult.HELD));
        store.setHeld(failed.id(), false, act("resume"));
        assertThat(worker(reserved(failed)).claim(1)).hasSize(1);
    }

    @Test
    void whoHeldAndWhyIsInTheAuditTrail() {
        Distribution distribution = started(2, 2);

        store.setHeld(distribution.id(), true, act("register disputed"));

        assertThat(audit("distribution", distribution.id()))
                .anyMatch(event -> event.who().equals("contract") && event.why().equals("register disputed"));
    }

    @Test
    void anUnplannedDistributionIsCancelled() {
        Distribution distribution = declare(Declaration.of(asset()));

        assertThat(store.cancel(distribution.id(), act("mistake")))
                .isEqualTo(new CancelResult(DistributionStatus.CANCELLED, 0, 0));
        assertThat(read(distribution).status()).isEqualTo(DistributionStatus.CANCELLED);
    }

    @Test
    void aPlannedDistributionIsCancelledWithAllItsHolders() {
        Distribution distribution = planned(5, 2);

        assertThat(store.cancel(distribution.id(), act("mistake")))
                .isEqualTo(new CancelResult(DistributionStatus.CANCELLED, 5, 0));

        assertThat(statement(distribution)).extracting(StatementLine::status).containsOnly(HolderStatus.CANCELLED);
        assertThat(batches(distribution)).extracting(BatchPayout::status).containsOnly(BatchStatus.CANCELLED);
    }

    @Test
    void cancellingMidRunCancelsWhatWasNotSentAndWaitsForWhatWas() {
        Distribution distribution = started(6, 2);
        Worker worker = worker(distribution);
        Signed paid = worker.intendNext();
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(paid)), NOW);
        Signed inFlight = worker.intendNext();

        assertThat(store.cancel(distribution.id(), act("stop it")))
                .isEqualTo(new CancelResult(DistributionStatus.PROCESSING, 2, 1));
        assertThat(store.cancel(distribution.id(), act("again")))
                .as("again is no error")
                .isEqualTo(new CancelResult(DistributionStatus.PROCESSING, 0, 1));
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.PROCESSING);

        store.settle(worker.lease, List.of(Settlements.everybodyPaid(inFlight)), NOW);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.CANCELLED);
        assertThat(statement(distribution))
                .extracting(StatementLine::status)
                .containsExactly(
                        HolderStatus.PAID,
                        HolderStatus.PAID,
                        HolderStatus.PAID,
                        HolderStatus.PAID,
                        HolderStatus.CANCELLED,
                        HolderStatus.CANCELLED);
        assertThat(store.cancel(distribution.id(), act("once more")))
                .isEqualTo(new CancelResult(DistributionStatus.CANCELLED, 0, 0));
    }

    @Test
    void cancellingMidRunWithNothingInFlightEndsAtOnce() {
        Distribution distribution = started(4, 2);
        Worker worker = worker(distribution);
        Signed paid = worker.intendNext();
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(paid)), NOW);

        assertThat(store.cancel(distribution.id(), act("stop it")))
                .isEqualTo(new CancelResult(DistributionStatus.CANCELLED, 2, 0));
        assertThat(store.obligations(distribution.treasury()).open()).isZero();
    }

    @Test
    void aDistributionThatEndedInAnotherWayCannotBeCancelled() {
        assertThatThrownBy(() -> store.cancel(completed().id(), act("too late")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("COMPLETED");
        Distribution failed = failed();
        assertThatThrownBy(() -> store.cancel(failed.id(), act("too late"))).isInstanceOf(ConflictException.class);
        assertThat(read(failed).status()).isEqualTo(DistributionStatus.FAILED);
    }

    private Distribution completed() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(worker.intendNext())), NOW);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);
        return distribution;
    }

    private Distribution failed() {
        Distribution distribution = started(1, 1);
        Worker worker = worker(distribution);
        store.screenOut(
                worker.lease,
                Map.of(worker.claimOne().id(), Map.of(RegisterLines.account(1), failure(FailureCode.ACCOUNT_DELETED))),
                NOW);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.FAILED);
        return distribution;
    }

    private Distribution failedWhileHeld() {
        Distribution distribution = started(1, 1);
        Worker worker = worker(distribution);
        Signed inFlight = worker.intendNext();
        store.setHeld(distribution.id(), true, act("hold"));
        Failure closed = failure(FailureCode.ACCOUNT_DELETED);
        Settlement nobodyPaid = Settlements.ended(
                inFlight, Ending.FAILED_ON_LEDGER, closed, Map.of(RegisterLines.account(1), closed), List.of());
        store.settle(worker.lease, List.of(nobodyPaid), NOW);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.FAILED);
        return distribution;
    }
}
