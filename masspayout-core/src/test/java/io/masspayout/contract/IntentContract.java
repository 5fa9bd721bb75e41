package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.InDoubtBatch;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.Postponement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leave to send: given once for the first send and anew for each that follows, and refused with the reason. */
abstract class IntentContract extends StoreScenario {

    /** What stands in the way of a send, and what the store says of it. */
    enum Obstacle {
        HELD(IntentResult.HELD),
        ASSET_PAUSED(IntentResult.ASSET_PAUSED),
        TREASURY_STOPPED(IntentResult.TREASURY_STOPPED),
        RESERVATION_DROPPED(IntentResult.NOT_FUNDED),
        RECONCILING(IntentResult.RECONCILING);

        final IntentResult answer;

        Obstacle(IntentResult answer) {
            this.answer = answer;
        }
    }

    private void putInTheWay(Obstacle obstacle) {
        switch (obstacle) {
            case HELD -> store.setHeld(distribution.id(), true, act("hold"));
            case ASSET_PAUSED -> store.setPaused(distribution.assetId(), true, act("pause"));
            case TREASURY_STOPPED -> stopTreasury();
            case RESERVATION_DROPPED -> {
                stopTreasury();
                store.liftStop(distribution.treasury(), true, act("lift"));
            }
            case RECONCILING -> store.beginReconcile(distribution.id(), NOW, act("restored"));
        }
    }

    private void stopTreasury() {
        store.stop(distribution.treasury(), stopBecause(FailureCode.TOKEN_PAUSED), act("stop"));
    }

    private Distribution distribution;

    IntentContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void aGrantedIntentMayHaveBeenSentAndIsInDoubtOnceItsLeaseHasExpired() {
        distribution = started(2, 2);
        Worker crashed = crashingWorker(distribution);
        Signed signed = crashed.intendNext();

        BatchPayout stored = batch(distribution, signed.batchId());
        assertThat(stored.status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(stored.attempts()).isEqualTo(1);
        assertThat(stored.transactionId()).isEqualTo(signed.transactionId());
        assertThat(worker(distribution).claim())
                .as("never claimed as unsent again")
                .isEmpty();
        assertThat(worker(distribution).claimInDoubt())
                .containsExactly(new InDoubtBatch(
                        signed.batchId(),
                        distribution.id(),
                        List.of(
                                new Payment(RegisterLines.account(1), SHARE),
                                new Payment(RegisterLines.account(2), SHARE)),
                        signed,
                        1,
                        0));
    }

    @Test
    void anIntentRenewsTheLease() {
        distribution = started(2, 2);
        Worker worker = crashingWorker(distribution);
        Signed signed = Worker.signed(worker.allocate(worker.claimOne().id()));
        Lease longer = new Lease(worker.lease.token(), worker.lease.owner(), Duration.ofHours(1));

        assertThat(store.intend(longer, List.of(signed))).containsEntry(signed.batchId(), IntentResult.GRANTED);

        assertThat(worker(distribution).claimInDoubt()).isEmpty();
    }

    @Test
    void anIntentIsGrantedOnce() {
        distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();

        assertThat(worker.intend(signed)).isEqualTo(IntentResult.LEASE_LOST);
        assertThat(batch(distribution, signed.batchId()).attempts()).isEqualTo(1);
    }

    @Test
    void anIntentIsRefusedToWhoeverLostTheLease() {
        distribution = started(2, 2);
        Worker stale = crashingWorker(distribution);
        Allocated allocated = stale.allocate(stale.claimOne().id());
        Worker successor = worker(distribution);
        successor.claimOne();

        assertThat(stale.intend(Worker.signed(allocated))).isEqualTo(IntentResult.LEASE_LOST);
        assertThat(successor.intend(Worker.signed(allocated))).isEqualTo(IntentResult.GRANTED);
    }

    @Test
    void anIntentWithAnotherIdOrWithoutABodyIsRefused() {
        distribution = started(4, 2);
        Worker worker = worker(distribution);
        List<ClaimedBatch> claimed = worker.claim();
        BatchId allocated = claimed.get(0).id();
        worker.allocate(allocated);

        assertThat(worker.intend(Worker.signed(Worker.allocation(allocated)))).isEqualTo(IntentResult.LEASE_LOST);
        assertThat(worker.intend(Worker.signed(Worker.allocation(claimed.get(1).id()))))
                .isEqualTo(IntentResult.LEASE_LOST);
        assertThat(worker.intend(Worker.signed(Worker.allocation(new BatchId(UUID.randomUUID())))))
                .as("a batch that a restored database has forgotten")
                .isEqualTo(IntentResult.LEASE_LOST);

        assertThat(batches(distribution)).extracting(BatchPayout::status).containsOnly(BatchStatus.PENDING);
    }

    @Test
    void oneRefusalDoesNotSpoilTheOthers() {
        distribution = started(4, 2);
        Worker worker = worker(distribution);
        List<ClaimedBatch> claimed = worker.claim();
        Signed good = Worker.signed(worker.allocate(claimed.get(0).id()));
        Signed bad = Worker.signed(Worker.allocation(claimed.get(1).id()));

        Map<BatchId, IntentResult> answers = store.intend(worker.lease, List.of(bad, good));

        assertThat(answers)
                .containsEntry(good.batchId(), IntentResult.GRANTED)
                .containsEntry(bad.batchId(), IntentResult.LEASE_LOST)
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void anIntentIsRefusedWhile(Obstacle obstacle) {
        distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = Worker.signed(worker.allocate(worker.claimOne().id()));
        putInTheWay(obstacle);

        assertThat(worker.intend(signed)).isEqualTo(obstacle.answer);

        BatchPayout stored = batch(distribution, signed.batchId());
        assertThat(stored.status()).isEqualTo(BatchStatus.PENDING);
        assertThat(stored.attempts()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void sendingAgainIsRefusedWhileAndTheBatchIsStillResolved(Obstacle obstacle) {
        distribution = started(2, 2);
        crashingWorker(distribution).intendNext();
        putInTheWay(obstacle);
        Worker successor = worker(distribution);

        List<InDoubtBatch> inDoubt = successor.claimInDoubt();

        assertThat(inDoubt).as("resolved all the same").hasSize(1);
        assertThat(successor.intendAgain(inDoubt.get(0).id())).isEqualTo(obstacle.answer);
        assertThat(batch(distribution, inDoubt.get(0).id()).attempts()).isEqualTo(1);
    }

    @Test
    void aBatchOfACancelledDistributionIsNotSent() {
        distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = Worker.signed(worker.allocate(worker.claimOne().id()));
        store.cancel(distribution.id(), act("cancel"));

        assertThat(worker.intend(signed)).isIn(IntentResult.NOT_PROCESSING, IntentResult.LEASE_LOST);
        assertThat(batch(distribution, signed.batchId()).status()).isEqualTo(BatchStatus.CANCELLED);
    }

    @Test
    void aBatchInFlightIsNotSentAgainWhileTheDistributionIsBeingCancelled() {
        distribution = started(2, 2);
        crashingWorker(distribution).intendNext();
        store.cancel(distribution.id(), act("cancel"));
        Worker successor = worker(distribution);

        assertThat(successor.intendAgain(successor.claimInDoubt().get(0).id())).isEqualTo(IntentResult.NOT_PROCESSING);
    }

    @Test
    void leaveToSendAgainCountsAnAttemptAndRenewsTheLease() {
        distribution = started(2, 2);
        Signed signed = crashingWorker(distribution).intendNext();
        Worker successor = crashingWorker(distribution);
        successor.claimInDoubt();
        Lease longer = new Lease(successor.lease.token(), successor.lease.owner(), Duration.ofHours(1));

        assertThat(store.intendAgain(longer, List.of(signed.batchId())))
                .containsEntry(signed.batchId(), IntentResult.GRANTED);

        assertThat(batch(distribution, signed.batchId()).attempts()).isEqualTo(2);
        assertThat(worker(distribution).claimInDoubt())
                .as("the lease was renewed")
                .isEmpty();
    }

    @Test
    void leaveToSendAgainIsGivenToTheLeaseholderOnly() {
        distribution = started(4, 2);
        Worker stale = crashingWorker(distribution);
        BatchId inDoubt = stale.intendNext().batchId();
        worker(distribution).claimInDoubt();
        Worker other = worker(distribution);
        BatchId unsent = other.claimOne().id();

        assertThat(stale.intendAgain(inDoubt)).isEqualTo(IntentResult.LEASE_LOST);
        assertThat(other.intendAgain(unsent)).as("never sent").isEqualTo(IntentResult.LEASE_LOST);
    }

    @Test
    void inDoubtBatchesAreLeasedByNumberToOneWorkerAtATime() {
        distribution = started(6, 2);
        Worker crashed = crashingWorker(distribution);
        List<BatchId> sent = crashed.claim().stream()
                .map(batch -> crashed.intend(batch.id()).batchId())
                .toList();
        Worker first = worker(distribution);

        assertThat(store.claimInDoubt(distribution.id(), first.lease, NOW, 2))
                .extracting(InDoubtBatch::id)
                .containsExactly(sent.get(0), sent.get(1));
        assertThat(worker(distribution).claimInDoubt())
                .extracting(InDoubtBatch::id)
                .containsExactly(sent.get(2));
        assertThat(worker(distribution).claimInDoubt()).isEmpty();
    }

    @Test
    void aPostponedBatchInDoubtWaitsForItsTime() {
        distribution = started(2, 2);
        Worker worker = worker(distribution);
        BatchId batch = worker.intendNext().batchId();
        store.postpone(
                worker.lease,
                List.of(new Postponement(batch, NOW.plusSeconds(10), failure(FailureCode.LEDGER_UNAVAILABLE))));

        Lease next = new Lease(UUID.randomUUID(), "worker", Duration.ofHours(1));
        assertThat(store.claimInDoubt(distribution.id(), next, NOW.plusSeconds(9), 9))
                .isEmpty();
        assertThat(batch(distribution, batch).status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(store.claimInDoubt(distribution.id(), next, NOW.plusSeconds(10), 9))
                .hasSize(1);
    }

    @Test
    void releasingAnIntentLeavesItInDoubt() {
        distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();

        store.release(worker.lease);

        assertThat(worker(distribution).claimInDoubt())
                .extracting(InDoubtBatch::signed)
                .containsExactly(signed);
    }
}
