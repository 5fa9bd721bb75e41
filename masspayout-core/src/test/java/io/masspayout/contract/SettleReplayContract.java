package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.IntentResult;
import io.masspayout.store.ReserveResult;
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
import org.junit.jupiter.params.provider.CsvSource;

/** An id ends once: the same end again changes nothing, another end is never dropped and never believed. */
abstract class SettleReplayContract extends StoreScenario {

    private static final AccountId ONE = RegisterLines.account(1);
    private static final AccountId TWO = RegisterLines.account(2);
    private static final Failure BUSY = failure(FailureCode.LEDGER_BUSY);

    SettleReplayContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @ParameterizedTest
    @CsvSource({"TOOK_EFFECT", "FAILED_ON_LEDGER", "DEAD"})
    void theSameEndAgainChangesNothing(Ending ending) {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();
        assertThat(settle(distribution, endOf(signed, ending))).isEqualTo(SettleResult.RECORDED);
        List<StatementLine> statement = statement(distribution);
        List<BatchPayout> batches = batches(distribution);

        assertThat(settle(distribution, endOf(signed, ending))).isEqualTo(SettleResult.ALREADY);

        assertThat(statement(distribution)).isEqualTo(statement);
        assertThat(batches(distribution)).isEqualTo(batches);
        assertThat(store.stopped(distribution.treasury())).isEmpty();
    }

    @Test
    void theSameUnpaidEndWithOtherPlansForItsHoldersIsTheSameEnd() {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();
        settle(distribution, endOf(signed, Ending.FAILED_ON_LEDGER));
        Settlement halves = Settlements.ended(
                signed,
                Ending.FAILED_ON_LEDGER,
                BUSY,
                Map.of(),
                List.of(new RetryGroup(Set.of(ONE), NOW), new RetryGroup(Set.of(TWO), NOW)));

        assertThat(settle(distribution, halves)).isEqualTo(SettleResult.ALREADY);

        assertThat(batches(distribution)).hasSize(2);
    }

    @Test
    void someFailedIsTheSameEndOnlyWithTheSameFailures() {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();
        Settlement oneFailed = Settlements.tookEffect(signed, Map.of(ONE, failure(FailureCode.ACCOUNT_FROZEN)));
        settle(distribution, oneFailed);

        assertThat(settle(distribution, oneFailed)).isEqualTo(SettleResult.ALREADY);
        assertThat(settle(distribution, Settlements.everybodyPaid(signed)))
                .as("says that somebody was paid who counts as unpaid")
                .isEqualTo(SettleResult.CONTRADICTION);
        assertStopped(distribution);
    }

    @ParameterizedTest
    @CsvSource({
        "DEAD, TOOK_EFFECT",
        "FAILED_ON_LEDGER, TOOK_EFFECT",
        "TOOK_EFFECT, FAILED_ON_LEDGER",
        "TOOK_EFFECT, DEAD",
        "DEAD, FAILED_ON_LEDGER"
    })
    void anotherEndIsAuditedAndStopsTheTreasuryAndChangesNobody(Ending first, Ending second) {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();
        settle(distribution, endOf(signed, first));
        List<StatementLine> statement = statement(distribution);
        List<BatchPayout> batches = batches(distribution);
        List<AuditEvent> before = audit("batch_payout", signed.batchId());

        assertThat(settle(distribution, endOf(signed, second))).isEqualTo(SettleResult.CONTRADICTION);

        assertStopped(distribution);
        assertThat(read(distribution).reconcilingSince()).isEqualTo(NOW);
        assertThat(audit("batch_payout", signed.batchId()))
                .hasSizeGreaterThan(before.size())
                .startsWith(before.toArray(AuditEvent[]::new));
        assertThat(statement(distribution)).isEqualTo(statement);
        assertThat(batches(distribution)).isEqualTo(batches);
        assertThat(worker(distribution).claim()).as("nobody is paid again").isEmpty();
    }

    @Test
    void afterAContradictionNothingIsSentUntilAReconcileHasFinished() {
        Distribution distribution = started(4, 2);
        Worker worker = crashingWorker(distribution);
        Signed dead = worker.intendNext();
        Signed inDoubt = worker.intendNext();
        settle(distribution, endOf(dead, Ending.DEAD));

        assertThat(settle(distribution, Settlements.everybodyPaid(dead))).isEqualTo(SettleResult.CONTRADICTION);

        assertThat(read(distribution).reconcilingSince()).isEqualTo(NOW);
        assertThat(audit("distribution", distribution.id()))
                .extracting(AuditEvent::event)
                .contains("blocked until reconciled");
        assertThat(store.liftStop(distribution.treasury(), true, act("lifted without a look")))
                .isTrue();
        assertThat(reserve(distribution, PLENTY)).isEqualTo(new ReserveResult.Blocked(IntentResult.RECONCILING));
        assertThat(worker.claim()).isEmpty();
        assertThat(worker.claimInDoubt()).hasSize(1);
        assertThat(worker.intendAgain(inDoubt.batchId())).isEqualTo(IntentResult.RECONCILING);
        assertThat(settle(distribution, Settlements.everybodyPaid(inDoubt)))
                .as("what is in flight is still resolved")
                .isEqualTo(SettleResult.RECORDED);
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.PROCESSING);

        store.endReconcile(distribution.id(), act("read back"));
        reserved(distribution);
        assertThat(worker(distribution).claim()).hasSize(1);
    }

    @Test
    void aReconcileThatIsUnderWayKeepsItsTimeWhenSomethingContradicts() {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();
        settle(distribution, endOf(signed, Ending.DEAD));
        store.beginReconcile(distribution.id(), NOW.minusSeconds(60), act("restored"));

        settle(distribution, Settlements.everybodyPaid(signed));

        assertThat(read(distribution).reconcilingSince()).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void aDistributionThatHasEndedForGoodIsNotBlocked() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed dead = worker.intendNext();
        settle(distribution, endOf(dead, Ending.DEAD));
        settle(distribution, Settlements.everybodyPaid(worker.intendNext()));
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);

        assertThat(settle(distribution, Settlements.everybodyPaid(dead)))
                .as("everybody was paid twice, which nobody can undo")
                .isEqualTo(SettleResult.CONTRADICTION);

        assertStopped(distribution);
        assertThat(read(distribution).reconcilingSince()).isNull();
        assertThat(read(distribution).status()).isEqualTo(DistributionStatus.COMPLETED);
    }

    @Test
    void aCancelledBatchThatTookEffectIsAContradiction() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed neverIntended = Worker.signed(worker.allocate(worker.claimOne().id()));
        store.cancel(distribution.id(), act("cancel"));

        assertThat(settle(distribution, Settlements.everybodyPaid(neverIntended)))
                .isEqualTo(SettleResult.CONTRADICTION);

        assertStopped(distribution);
    }

    @Test
    void aCancelledBatchWhoseIdIsDeadIsNoContradiction() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed neverIntended = Worker.signed(worker.allocate(worker.claimOne().id()));
        store.cancel(distribution.id(), act("cancel"));

        assertThat(settle(distribution, endOf(neverIntended, Ending.DEAD)))
                .as("it was not sent, so it cannot have paid")
                .isEqualTo(SettleResult.NOT_OURS);

        assertThat(store.stopped(distribution.treasury())).isEmpty();
    }

    @Test
    void aContradictionDoesNotSpoilTheOthers() {
        Distribution distribution = started(4, 2);
        Worker worker = worker(distribution);
        Signed dead = worker.intendNext();
        settle(distribution, endOf(dead, Ending.DEAD));
        Signed good = worker.intendNext();

        Map<BatchId, SettleResult> results = store.settle(
                worker.lease, List.of(Settlements.everybodyPaid(dead), Settlements.everybodyPaid(good)), NOW);

        assertThat(results)
                .containsEntry(dead.batchId(), SettleResult.CONTRADICTION)
                .containsEntry(good.batchId(), SettleResult.RECORDED);
    }

    @Test
    void anotherIdOrAnUnknownBatchIsNotOurs() {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();
        Signed withAnotherId = Worker.signed(Worker.allocation(signed.batchId()));
        Signed ofNoBatch = Worker.signed(Worker.allocation(new BatchId(UUID.randomUUID())));

        assertThat(settle(distribution, Settlements.everybodyPaid(withAnotherId)))
                .isEqualTo(SettleResult.NOT_OURS);
        assertThat(settle(distribution, Settlements.everybodyPaid(ofNoBatch)))
                .as("a batch that a restored database has forgotten")
                .isEqualTo(SettleResult.NOT_OURS);

        assertThat(statement(distribution)).extracting(StatementLine::status).containsOnly(HolderStatus.PENDING);
    }

    @Test
    void ofSeveralWhoRecordAnEndAtOnceOneDoes() throws Exception {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();

        List<SettleResult> results = AtOnce.times(4, () -> settle(distribution, endOf(signed, Ending.DEAD)));

        assertThat(results).filteredOn(SettleResult.RECORDED::equals).hasSize(1);
        assertThat(results).filteredOn(SettleResult.ALREADY::equals).hasSize(3);
        assertThat(batches(distribution)).as("one batch takes over").hasSize(2);
    }

    private void assertStopped(Distribution distribution) {
        assertThat(store.stopped(distribution.treasury()))
                .hasValueSatisfying(stop -> assertThat(stop.failure().code()).isEqualTo(FailureCode.LATE_SETTLEMENT));
    }

    private static Settlement endOf(Signed signed, Ending ending) {
        return ending == Ending.TOOK_EFFECT
                ? Settlements.everybodyPaid(signed)
                : Settlements.retriedTogether(signed, ending, BUSY, Set.of(ONE, TWO));
    }

    private SettleResult settle(Distribution distribution, Settlement settlement) {
        return store.settle(worker(distribution).lease, List.of(settlement), NOW)
                .get(settlement.batchId());
    }
}
