package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.ReconcileReport;
import io.masspayout.engine.Waiting;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.Book;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.store.CancelResult;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.ConflictException;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.HoldResult;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.ReconcileCounts;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.LedgerCall;
import io.masspayout.testing.LedgerFault;
import io.masspayout.testing.SimulatedLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine under the hands of people and of bad luck: held, cancelled, short of money, restored from a backup. */
abstract class SteeringContract {

    private static final int HOLDERS = 5 * EngineScenario.HOLDERS_PER_BATCH;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final PaymentStoreContract implementation;
    private EngineScenario scenario;
    private FaultPlan faults;
    private SimulatedLedger ledger;

    SteeringContract(PaymentStoreContract implementation) {
        this.implementation = implementation;
    }

    @BeforeEach
    void begin() {
        scenario = new EngineScenario(implementation, implementation.newStore(), HOLDERS);
        faults = FaultPlan.of();
        ledger = scenario.ledger(faults).build();
    }

    @Test
    void aQuietRunPaysEverybodyInOneCall() {
        DistributionSummary summary = execute();
        assertThat(summary.isFinished()).isTrue();
        assertThat(summary.distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(summary.progress().batches()).isEqualTo(5);
        scenario.audit();
        assertThat(execute().distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(scenario.network.executed())
                .as("calling again sends nothing")
                .isEqualTo(5);
    }

    @Test
    void anIdIsAskedAboutAsSoonAsItsWindowHasClosed() {
        faults.onEverySubmission(LedgerFault.LOSE_REQUEST);
        execute();
        scenario.clock.advance(EngineScenario.VALIDITY.minusSeconds(1));
        assertThat(execute().progress().inFlightBatches())
                .as("sent again, in vain")
                .isEqualTo(5);
        scenario.clock.advance(Duration.ofSeconds(1).plusMillis(2));
        assertThat(execute().progress().inFlightBatches())
                .as("proved dead, whatever the backoff of the last send")
                .isZero();
        faults.heal();
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @Test
    void recipientsWhoCannotBePaidAreNamedBeforeAnythingIsSent() {
        scenario.network.account(scenario.holder(3).value()).frozenFor("0.0.429274");
        scenario.network.account(scenario.holder(9).value()).refuses();
        DistributionSummary summary = execute();
        assertThat(summary.distribution().status()).isEqualTo(DistributionStatus.PARTIALLY_COMPLETED);
        assertThat(summary.progress().failed()).isEqualTo(2);
        assertThat(scenario.network.executed()).as("no transaction was wasted").isEqualTo(5);
        scenario.network.account(scenario.holder(3).value()).unfrozenFor("0.0.429274");
        scenario.network.account(scenario.holder(9).value()).accepts();
        assertThat(scenario.store
                        .retryFailed(scenario.id, 4, scenario.act("mended"))
                        .holders())
                .isEqualTo(2);
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @Test
    void withoutScreeningACulpritThatNobodyNamesIsFoundByHalving() {
        scenario.network.account(scenario.holder(7).value()).refuses();
        faults.unavailable(LedgerCall.SCREEN, 100);
        ledger = scenario.ledger(faults).hidingCulprits().build();
        DistributionSummary summary = scenario.toEnd(ledger, scenario.id);
        assertThat(summary.progress().failed()).isEqualTo(1);
        assertThat(summary.progress().paid()).isEqualTo(HOLDERS - 1);
        scenario.audit();
    }

    @Test
    void aTreasuryThatIsShortPaysNobodyAndSaysHowMuchIsMissing() {
        scenario.treasuryHolds(scenario.total - 1);
        DistributionSummary summary = execute();
        assertThat(summary.waiting()).hasValueSatisfying(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Waiting.Reason.TREASURY_SHORT);
            assertThat(waiting.detail()).contains("0.000001");
        });
        assertThat(scenario.engine(scenario.store, ledger).summary(scenario.id).waiting())
                .as("another process says the same from the database alone")
                .isEqualTo(summary.waiting());
        assertThat(scenario.network.executed()).isZero();
        scenario.treasuryHolds(scenario.total);
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @Test
    void ofTwoDistributionsWithMoneyForOneOneIsPaidAndOneWaits() {
        DistributionId second = scenario.declare("second");
        PayoutEngine engine = scenario.engine(scenario.store, ledger);
        faults.onEverySubmission(LedgerFault.BUSY);
        assertThat(engine.execute(scenario.id).isFinished()).isFalse();
        assertThat(engine.execute(second).waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo(Waiting.Reason.TREASURY_SHORT));
        assertThat(scenario.store.distribution(second).orElseThrow().status()).isEqualTo(DistributionStatus.PENDING);
        faults.heal();
        scenario.everybodyPaidInTheEnd(ledger);
        assertThat(scenario.network.paid(second)).isZero();
        scenario.treasuryHolds(scenario.total);
        assertThat(scenario.toEnd(ledger, second).distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(scenario.network.paid(second)).isEqualTo(scenario.total);
    }

    @Test
    void aTreasuryStopHoldsAllItsDistributionsUntilTheCauseIsMended() {
        DistributionId second = scenario.declare("second");
        scenario.treasuryHolds(2 * scenario.total);
        scenario.tokenPaused(true);
        PayoutEngine engine = scenario.engine(scenario.store, ledger);
        assertThat(engine.execute(scenario.id).waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo(Waiting.Reason.TREASURY_STOPPED));
        assertThat(scenario.store.stopped(scenario.treasury()))
                .hasValueSatisfying(stop -> assertThat(stop.failure().code()).isEqualTo(FailureCode.TOKEN_PAUSED));
        assertThat(engine.summary(second).waiting())
                .as("what has not been executed waits for the same")
                .map(Waiting::reason)
                .contains(Waiting.Reason.TREASURY_STOPPED);
        assertThat(engine.execute(second).isFinished()).isFalse();
        assertThat(scenario.network.executed()).isZero();
        scenario.tokenPaused(false);
        scenario.everybodyPaidInTheEnd(ledger);
        assertThat(scenario.toEnd(ledger, second).distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(scenario.store.stopped(scenario.treasury())).isEmpty();
    }

    @Test
    void whatIsAnsweredWhileTheProcessIsPausedIsRecordedOnce() {
        SimulatedLedger stepped = scenario.ledger(faults).stepped().build();
        AtomicInteger pauses = new AtomicInteger();
        PaymentStore pausing = beforeRenewals(() -> {
            int executed = scenario.network.executed();
            stepped.deliverAll();
            if (scenario.network.executed() > executed && pauses.getAndIncrement() < 2) {
                // Its answers are there; before it looks at them its leases and its patience are over.
                scenario.clock.advance(LONG);
            }
        });

        scenario.engine(pausing, stepped).execute(scenario.id);

        assertThat(pauses).as("pauses").hasPositiveValue();
        scenario.everybodyPaidInTheEnd(ledger);
    }

    private PaymentStore beforeRenewals(Runnable meanwhile) {
        return (PaymentStore) Proxy.newProxyInstance(
                PaymentStore.class.getClassLoader(), new Class<?>[] {PaymentStore.class}, (self, verb, arguments) -> {
                    if (verb.getName().equals("renew")) {
                        meanwhile.run();
                    }
                    try {
                        return verb.invoke(scenario.store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void holdStopsSendsAndResendsAndWhatIsInFlightIsStillResolved() {
        faults.onSubmission(1, LedgerFault.LOSE_ANSWER);
        faults.onEverySubmission(LedgerFault.LOSE_REQUEST);
        faults.unavailable(LedgerCall.RESOLVE, 5);
        execute();
        HoldResult held = scenario.store.setHeld(scenario.id, true, scenario.act("look into it"));
        assertThat(held.inFlight()).isPositive();
        long sent = faults.submissions();
        scenario.clock.advance(Duration.ofSeconds(30));
        faults.heal();
        DistributionSummary summary = execute();
        assertThat(summary.waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo(Waiting.Reason.HELD));
        assertThat(faults.submissions()).as("nothing is sent again while held").isEqualTo(sent);
        scenario.store.setHeld(scenario.id, false, scenario.act("fine"));
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @Test
    void whatIsInFlightWhenCancelledIsResolvedAndTheRestIsNeverPaid() {
        faults.onSubmission(1, LedgerFault.LOSE_ANSWER);
        faults.onEverySubmission(LedgerFault.BUSY);
        runUntilSent(2);
        CancelResult cancelled = scenario.store.cancel(scenario.id, scenario.act("wrong amount"));
        assertThat(cancelled.status()).isEqualTo(DistributionStatus.PROCESSING);
        assertThat(cancelled.inFlight()).isEqualTo(2);
        assertThat(cancelled.cancelledHolders()).isEqualTo(HOLDERS - 2 * EngineScenario.HOLDERS_PER_BATCH);
        faults.heal();
        DistributionSummary summary = scenario.toEnd(ledger, scenario.id);
        assertThat(summary.distribution().status()).isEqualTo(DistributionStatus.CANCELLED);
        assertThat(summary.progress().paid())
                .as("the batch whose answer was lost")
                .isEqualTo(EngineScenario.HOLDERS_PER_BATCH);
        assertThat(summary.progress().paid() + summary.progress().cancelled()).isEqualTo(HOLDERS);
        scenario.audit();
        assertThatThrownBy(() -> scenario.store.retryFailed(scenario.id, 4, scenario.act("again")))
                .isInstanceOf(ConflictException.class);
    }

    /** After that, nothing that was sent before a reconcile began can take effect. */
    private static final Duration UNTIL_FINAL =
            EngineScenario.VALIDITY.plus(Book.CLOCK_MARGIN).plusSeconds(1);

    /** Lets an engine send some batches and die. */
    private void runUntilSent(int batches) {
        Lease lease = new Lease(UUID.randomUUID(), "worker", Duration.ZERO);
        scenario.engine(scenario.store, ledger).planner().plan(scenario.id, scenario.act("plan"));
        Distribution distribution = distribution();
        scenario.historyIsCompared();
        scenario.store.reserve(
                scenario.id, scenario.store.obligations(scenario.treasury()), scenario.total, scenario.act("start"));
        for (ClaimedBatch batch : scenario.store.claim(scenario.id, lease, scenario.clock.instant(), batches)) {
            Allocated allocated = ledger.allocate(instruction(distribution, batch.id(), batch));
            scenario.store.allocate(lease, List.of(DraftedTransaction.of(allocated, batch.payments())));
            Signed signed = signed(allocated);
            scenario.store.intend(lease, List.of(signed));
            ledger.submit(signed);
        }
        scenario.store.release(lease);
    }

    @Test
    void aRestoredDatabaseIsBroughtUpToTheLedgerBeforeAnybodyIsPaidAgain() {
        scenario.engine(scenario.store, ledger).planner().plan(scenario.id, scenario.act("plan"));
        Distribution distribution = distribution();
        scenario.historyIsCompared();
        scenario.store.reserve(
                scenario.id, scenario.store.obligations(scenario.treasury()), scenario.total, scenario.act("start"));
        // What was paid after the backup was taken: the database has forgotten id, bytes and outcome of two batches,
        // one of
        // them made by a split that it has never heard of.
        Lease lease = new Lease(UUID.randomUUID(), "worker", LONG);
        List<ClaimedBatch> claimed = scenario.store.claim(scenario.id, lease, scenario.clock.instant(), 2);
        pay(distribution, claimed.get(0).id(), claimed.get(0));
        pay(distribution, new BatchId(UUID.randomUUID()), claimed.get(1));
        scenario.store.release(lease);

        PayoutEngine engine = scenario.engine(scenario.store, ledger);
        ReconcileReport.OfTreasury first = engine.reconciler().reconcile(scenario.treasury(), scenario.act("restored"));
        assertThat(first.finished()).isFalse();
        assertThat(first.counts().adopted()).isEqualTo(2);
        assertThat(engine.execute(scenario.id).waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo(Waiting.Reason.RECONCILING));
        assertThat(scenario.network.executed()).as("nothing is sent meanwhile").isEqualTo(2);
        scenario.audit();

        assertThat(scenario.store.stopped(scenario.treasury()))
                .hasValueSatisfying(stop -> assertThat(stop.failure().code()).isEqualTo(FailureCode.UNKNOWN_PAYMENT));
        scenario.clock.advance(UNTIL_FINAL);
        ReconcileReport.OfTreasury second =
                engine.reconciler().reconcile(scenario.treasury(), scenario.act("restored"));
        assertThat(second.finished()).isTrue();
        assertThat(second.counts().adopted()).isZero();
        assertThat(scenario.store.stopped(scenario.treasury())).isEmpty();
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @Test
    void aSettlementAfterDeathIsNotDroppedAndStopsTheTreasury() {
        BatchPayout dead = aBatchThatTookEffectAfterItsDeath();
        Settlement late = Settlement.everybodyPaid(
                dead.id(), Objects.requireNonNull(dead.transactionId()), scenario.clock.instant(), null);
        assertThat(scenario.store.settle(
                        new Lease(UUID.randomUUID(), "worker", LONG), List.of(late), scenario.clock.instant()))
                .containsEntry(dead.id(), SettleResult.CONTRADICTION);
        assertStoppedBecauseOfALateSettlement();

        lifted("without a look at the ledger");
        int executed = scenario.network.executed();
        assertThat(execute().waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo(Waiting.Reason.RECONCILING));
        scenario.clock.advance(LONG);
        assertThat(execute().isFinished()).isFalse();
        assertThat(scenario.network.executed()).as("nothing is sent").isEqualTo(executed);
        scenario.audit();

        assertThat(reconciled().contradictions())
                .as("what the late one paid is recorded by now")
                .isZero();
        assertStoppedBecauseOfALateSettlement();
        lifted("seen");
        scenario.everybodyPaidInTheEnd(ledger);
        assertThat(scenario.network.executed()).as("nothing was left to send").isEqualTo(executed);
    }

    @Test
    void whatTookEffectAfterItsDeathAndOnlyTheHistoryShowsIsPaidOnce() {
        aBatchThatTookEffectAfterItsDeath();
        PayoutEngine engine = scenario.engine(scenario.store, ledger);
        ReconcileReport.OfTreasury first =
                engine.reconciler().reconcile(scenario.treasury(), scenario.act("double check"));
        assertThat(first.finished()).isFalse();
        assertStoppedBecauseOfALateSettlement();
        scenario.audit();

        lifted("seen");
        assertThat(execute().waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo(Waiting.Reason.RECONCILING));
        assertThat(reconciled()).as("by now it is known").isEqualTo(new ReconcileCounts(5, 0, 0));
        scenario.everybodyPaidInTheEnd(ledger);
    }

    /** Four of five batches are paid; one has been given up on the word of the ledger, and then took effect. */
    private BatchPayout aBatchThatTookEffectAfterItsDeath() {
        faults.onSubmission(1, LedgerFault.delayBreakingFinality(EngineScenario.VALIDITY.plusSeconds(60)));
        execute();
        scenario.clock.advance(EngineScenario.VALIDITY.plusSeconds(10));
        execute();
        List<BatchPayout> dead = implementation.batches(scenario.store, scenario.id).stream()
                .filter(batch -> batch.failure() != null && batch.failure().code() == FailureCode.EXPIRED_UNSEEN)
                .toList();
        assertThat(dead).as("one id was given up, on the word of the ledger").hasSize(1);
        assertThat(scenario.store.progress(scenario.id).open())
                .as("its holders wait for another try")
                .isEqualTo(EngineScenario.HOLDERS_PER_BATCH);
        scenario.network.deliverDelayed();
        return dead.get(0);
    }

    private void assertStoppedBecauseOfALateSettlement() {
        assertThat(scenario.store.stopped(scenario.treasury()))
                .hasValueSatisfying(stop -> assertThat(stop.failure().code()).isEqualTo(FailureCode.LATE_SETTLEMENT));
    }

    private void lifted(String why) {
        assertThat(scenario.store.liftStop(scenario.treasury(), true, scenario.act(why)))
                .isTrue();
    }

    /** What a reconcile came to in the end. */
    private ReconcileCounts reconciled() {
        scenario.engine(scenario.store, ledger)
                .reconciler()
                .reconcile(scenario.treasury(), scenario.act("double check"));
        scenario.clock.advance(UNTIL_FINAL);
        ReconcileReport.OfTreasury report = scenario.engine(scenario.store, ledger)
                .reconciler()
                .reconcile(scenario.treasury(), scenario.act("double check"));
        assertThat(report.finished()).isTrue();
        return report.counts();
    }

    private void pay(Distribution distribution, BatchId id, ClaimedBatch batch) {
        ledger.submit(signed(ledger.allocate(instruction(distribution, id, batch))));
        assertThat(implementation.statement(scenario.store, scenario.id))
                .filteredOn(
                        line -> line.account().equals(batch.payments().get(0).account()))
                .allSatisfy(line -> assertThat(line.status()).isEqualTo(HolderStatus.PENDING));
    }

    private static BatchInstruction instruction(Distribution distribution, BatchId id, ClaimedBatch batch) {
        return new BatchInstruction(
                new BatchReference(distribution.id(), id),
                distribution.treasury(),
                distribution.currency(),
                batch.payments(),
                false);
    }

    private Signed signed(Allocated allocated) {
        return ledger.sign(allocated).toCompletableFuture().join();
    }

    private Distribution distribution() {
        return scenario.store.distribution(scenario.id).orElseThrow();
    }

    private DistributionSummary execute() {
        return scenario.engine(scenario.store, ledger).execute(scenario.id);
    }
}
