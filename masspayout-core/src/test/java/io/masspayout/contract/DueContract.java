package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.BatchId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.FailureCode;
import io.masspayout.model.StartFailure;
import io.masspayout.store.Postponement;
import io.masspayout.store.ReserveResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which distributions somebody should work on. Whatever is left out here is paid by nobody. */
abstract class DueContract extends StoreScenario {

    DueContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void whatCanBeClaimedIsDue() {
        Distribution distribution = started(4, 2);

        assertThat(due()).contains(distribution.id());
    }

    @Test
    void whatIsPlannedIsDueSoThatMoneyIsReserved() {
        Distribution planned = planned(4, 2);
        assertThat(reserve(planned, 0)).isInstanceOf(ReserveResult.Underfunded.class);
        Distribution nobodyToPay =
                plan(declare(Declaration.of(assetWith(RegisterLines.empty())).fixed()), SHARE, 2);
        Distribution cancelled = planned(4, 2);
        store.cancel(cancelled.id(), act("cancel"));

        assertThat(due()).contains(planned.id(), nobodyToPay.id()).doesNotContain(cancelled.id());
    }

    @Test
    void whatHasNoPlanIsNotDue() {
        Distribution pending = declare(Declaration.of(asset()));
        Distribution processing = declare(Declaration.of(asset()).status(DistributionStatus.PROCESSING));

        assertThat(due()).doesNotContain(pending.id(), processing.id());
    }

    @Test
    void whatIsPlannedIsNotDueWhileItWaitsForAPerson() {
        Distribution held = planned(2, 2);
        store.setHeld(held.id(), true, act("hold"));
        Distribution paused = planned(2, 2);
        store.setPaused(paused.assetId(), true, act("pause"));
        Distribution reconciling = planned(2, 2);
        store.beginReconcile(reconciling.id(), NOW, act("restored"));
        Distribution disputed = planned(2, 2);
        store.stop(disputed.treasury(), stopBecause(FailureCode.LATE_SETTLEMENT), act("look"));
        Distribution empty = planned(2, 2);
        store.stop(empty.treasury(), stopBecause(FailureCode.TREASURY_EMPTY), act("empty"));

        assertThat(due()).contains(empty.id()).doesNotContain(held.id(), paused.id(), reconciling.id(), disputed.id());
    }

    @Test
    void whatOtherWorkersHoldIsNotDue() {
        Distribution distribution = started(4, 2);
        worker(distribution).claim();

        assertThat(due()).doesNotContain(distribution.id());
    }

    @Test
    void whatIsInDoubtIsDueOnceItsLeaseHasExpired() {
        Distribution inDoubt = started(2, 2);
        crashingWorker(inDoubt).intendNext();
        Distribution inFlight = started(2, 2);
        worker(inFlight).intendNext();

        assertThat(due()).contains(inDoubt.id()).doesNotContain(inFlight.id());
    }

    @Test
    void whatIsInDoubtIsDueEvenWhenNothingMayBeSent() {
        Distribution distribution = started(4, 2);
        crashingWorker(distribution).intendNext();
        store.setHeld(distribution.id(), true, act("hold"));

        assertThat(due()).contains(distribution.id());
    }

    @Test
    void whatIsHeldOrPausedIsNotDue() {
        Distribution held = started(2, 2);
        store.setHeld(held.id(), true, act("hold"));
        Distribution paused = started(2, 2);
        store.setPaused(paused.assetId(), true, act("pause"));
        Distribution reconciling = started(2, 2);
        store.beginReconcile(reconciling.id(), NOW, act("restored"));

        assertThat(due()).doesNotContain(held.id(), paused.id(), reconciling.id());
    }

    @Test
    void whatWaitsForItsTimeIsDueThen() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        BatchId batch = worker.claimOne().id();
        store.postpone(
                worker.lease,
                List.of(new Postponement(batch, NOW.plusSeconds(60), failure(FailureCode.SIGNER_UNAVAILABLE))));

        assertThat(store.due(NOW.plusSeconds(59), 1_000)).doesNotContain(distribution.id());
        assertThat(store.due(NOW.plusSeconds(60), 1_000)).contains(distribution.id());
    }

    @Test
    void whatHasNothingOpenIsDueUntilItIsFinished() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(worker.intendNext())), NOW);

        assertThat(due()).contains(distribution.id());
        store.finish(distribution.id(), NOW);
        assertThat(due()).doesNotContain(distribution.id());
    }

    @Test
    void whatLostItsReservationIsDueSoThatMoneyIsReservedAnew() {
        Distribution distribution = started(2, 2);
        store.stop(distribution.treasury(), stopBecause(FailureCode.TREASURY_EMPTY), act("empty"));

        assertThat(due()).as("a preflight may lift the stop").contains(distribution.id());
        store.liftStop(distribution.treasury(), false, act("funded"));
        assertThat(due()).contains(distribution.id());
    }

    @Test
    void theOldestComesFirst() {
        Distribution older = reservedAt(0);
        Distribution younger = reservedAt(60);
        Distribution youngest = reservedAt(120);

        assertThat(due()).containsSubsequence(older.id(), younger.id(), youngest.id());
        assertThat(store.due(NOW, 1)).hasSize(1);
    }

    /** However many stand before it and come to nothing, none at the end of the list starves. */
    @Test
    void whoseTurnWasLongestAgoComesFirst() {
        Distribution older = reservedAt(0);
        Distribution younger = reservedAt(60);

        store.tried(older.id(), NOW.plusSeconds(120));
        assertThat(due()).containsSubsequence(younger.id(), older.id());
        store.tried(younger.id(), NOW.plusSeconds(180));
        assertThat(due()).containsSubsequence(older.id(), younger.id());
    }

    @Test
    void whatHasFailedIsDueAgainLaterEachTimeUntilItDoesNotFail() {
        Distribution distribution = started(2, 2);

        assertThat(store.workFailed(distribution.id(), "a defect", NOW)).isEqualTo(NOW.plusSeconds(10));
        assertThat(store.workFailed(distribution.id(), "another", NOW)).isEqualTo(NOW.plusSeconds(20));

        assertThat(store.distribution(distribution.id()).orElseThrow().startFailure())
                .isEqualTo(new StartFailure("another", NOW.plusSeconds(20)));
        assertThat(store.due(NOW.plusSeconds(19), 1_000)).doesNotContain(distribution.id());
        assertThat(store.due(NOW.plusSeconds(20), 1_000)).contains(distribution.id());
        store.workSucceeded(distribution.id(), NOW);
        assertThat(store.distribution(distribution.id()).orElseThrow().startFailure())
                .isNull();
        assertThat(store.workFailed(distribution.id(), "anew", NOW)).isEqualTo(NOW.plusSeconds(10));
    }

    private Distribution reservedAt(int seconds) {
        Declaration declaration =
                Declaration.of(assetWith(RegisterLines.equal(2))).fixed().createdAt(NOW.plusSeconds(seconds));
        return reserved(plan(declare(declaration), 2 * SHARE, 2));
    }

    private List<DistributionId> due() {
        return store.due(NOW, 1_000);
    }
}
