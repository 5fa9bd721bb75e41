package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.Waiting;
import io.masspayout.engine.Waiting.Reason;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.PaymentStore;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.LedgerCall;
import io.masspayout.testing.SimulatedLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call says that a distribution waits for, every other process says, too, as the database has it. */
abstract class SameAnswerContract {

    private static final int HOLDERS = 20;

    private final PaymentStoreContract implementation;
    private final FaultPlan faults = FaultPlan.of();
    private EngineScenario scenario;
    private SimulatedLedger ledger;

    SameAnswerContract(PaymentStoreContract implementation) {
        this.implementation = implementation;
    }

    @BeforeEach
    void create() {
        scenario = new EngineScenario(implementation, implementation.newStore(), HOLDERS);
        ledger = scenario.ledger(faults).build();
    }

    @Test
    void afterATidyInterruptNoWorkerIsSaidToBeAtWork() {
        PayoutEngine interrupted =
                scenario.engine(interruptedAfterIntents(), ledger, Runnable::run, Duration.ofMinutes(1));
        DistributionSummary summary = interrupted.execute(scenario.id);
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        assertThat(summary.waiting()).map(Waiting::reason).contains(Reason.INTERRUPTED);
        assertThat(summary.progress().openBatches()).isPositive();

        assertThat(elsewhere()).map(Waiting::reason).contains(Reason.READY);
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @Test
    void tooLittleMoneyIsSaidByEveryProcessBeforeTheStart() {
        scenario.treasuryHolds(scenario.total - 1);

        assertSameAnswer(Reason.TREASURY_SHORT);
        assertThat(elsewhere())
                .map(Waiting::detail)
                .hasValueSatisfying(detail -> assertThat(detail).contains("lacks 0.000001"));
    }

    @Test
    void tooLittleMoneyIsSaidByEveryProcessInTheMiddle() {
        startedAndThenShort();

        assertSameAnswer(Reason.TREASURY_SHORT);
    }

    @Test
    void aStopThatOnlyAPersonLiftsIsSaidBeforeTheStart() {
        stop(FailureCode.LATE_SETTLEMENT);

        assertSameAnswer(Reason.TREASURY_STOPPED);
        assertThat(elsewhere())
                .map(Waiting::detail)
                .hasValueSatisfying(detail -> assertThat(detail).contains("only a person may lift the stop"));
    }

    @Test
    void aStopThatTheLookAtTheTreasuryFindsIsSaidByEveryProcess() {
        scenario.tokenPaused(true);

        assertSameAnswer(Reason.TREASURY_STOPPED);
    }

    @Test
    void aLedgerThatDoesNotAnswerIsSaidByEveryProcessUntilItAnswers() {
        faults.unavailable(LedgerCall.CHECK, 1);

        assertSameAnswer(Reason.LEDGER_UNAVAILABLE);

        assertThat(execute().distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(scenario.store.obligations(scenario.treasury()).silence()).isEmpty();
    }

    @Test
    void aLedgerThatDoesNotSayWhichItIsIsSaidByEveryProcess() {
        faults.unavailable(LedgerCall.FINGERPRINT, 1);

        assertSameAnswer(Reason.LEDGER_UNAVAILABLE);
    }

    @Test
    void aHistoryThatCannotBeReadIsSaidByEveryProcess() {
        faults.unavailable(LedgerCall.HISTORY, 1_000);

        assertSameAnswer(Reason.LEDGER_HISTORY);
        assertThat(elsewhere()).map(Waiting::since).contains(scenario.clock.instant());
    }

    @Test
    void whatIsHeldIsSaidByEveryProcess() {
        scenario.store.setHeld(scenario.id, true, scenario.act("look into it"));

        assertSameAnswer(Reason.HELD);
    }

    @Test
    void aReconcileIsSaidByEveryProcess() {
        scenario.store.beginReconcile(
                scenario.treasury(), Optional.of(scenario.clock.instant()), scenario.act("restored"));

        assertSameAnswer(Reason.RECONCILING);
    }

    /** The first call found money for everything; then a stop took the reservation, and the money went elsewhere. */
    private void startedAndThenShort() {
        PaymentStore stopping = afterwards("reserve", () -> stop(FailureCode.TREASURY_EMPTY));
        scenario.engine(stopping, ledger).execute(scenario.id);
        assertThat(scenario.store.progress(scenario.id).status()).isEqualTo(DistributionStatus.PROCESSING);
        scenario.treasuryHolds(1);
    }

    private void stop(FailureCode code) {
        scenario.store.stop(
                scenario.treasury(),
                new TreasuryStop(Failure.of(code, "said the ledger"), scenario.clock.instant()),
                scenario.act("stop"));
    }

    private void assertSameAnswer(Reason reason) {
        Optional<Waiting> executed = execute().waiting();
        assertThat(executed).map(Waiting::reason).contains(reason);
        assertThat(elsewhere()).isEqualTo(executed);
    }

    private DistributionSummary execute() {
        return scenario.engine(scenario.store, ledger).execute(scenario.id);
    }

    /** As another process sees it. */
    private Optional<Waiting> elsewhere() {
        return scenario.engine(scenario.store, scenario.ledger(FaultPlan.of()).build())
                .summary(scenario.id)
                .waiting();
    }

    private PaymentStore interruptedAfterIntents() {
        return afterwards("intend", () -> Thread.currentThread().interrupt());
    }

    private PaymentStore afterwards(String verb, Runnable then) {
        return (PaymentStore) Proxy.newProxyInstance(
                PaymentStore.class.getClassLoader(), new Class<?>[] {PaymentStore.class}, (self, called, arguments) -> {
                    try {
                        Object answer = called.invoke(scenario.store, arguments);
                        if (called.getName().equals(verb)) {
                            then.run();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
