package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.Waiting;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.DistributionStatus;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.SimulatedLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine whose signer is slow, or not there: nothing is sent twice, nothing is lost, and no call goes on for ever. */
abstract class SignerContract {

    private static final int BATCHES = 40;
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final PaymentStoreContract implementation;
    private EngineScenario scenario;
    private FaultPlan faults;
    private SimulatedLedger ledger;

    SignerContract(PaymentStoreContract implementation) {
        this.implementation = implementation;
    }

    @BeforeEach
    void begin() {
        int holders = BATCHES * EngineScenario.HOLDERS_PER_BATCH;
        scenario = new EngineScenario(implementation, implementation.newStore(), holders);
        faults = FaultPlan.of();
        ledger = scenario.ledger(faults).build();
    }

    @Test
    void whileTheSignerIsDownACallReturnsAndNoTryIsUsedUp() {
        faults.signerUnavailable(100_000);
        for (int call = 0; call < 20; call++) {
            DistributionSummary summary =
                    scenario.engine(scenario.store, ledger).execute(scenario.id);
            assertThat(summary.waiting())
                    .hasValueSatisfying(waiting ->
                            assertThat(waiting.reason()).isIn(Waiting.Reason.RETRY_LATER, Waiting.Reason.READY));
            scenario.clock.advance(EngineScenario.VALIDITY);
        }
        assertThat(scenario.network.executed()).isZero();
        assertThat(implementation.batches(scenario.store, scenario.id))
                .extracting(BatchPayout::retryDepth)
                .containsOnly(0);
        faults.heal();
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @Test
    void aSignerWhoNeedsSecondsForEachBatchLetsNoWindowRunOut() {
        PaymentLedger slow = signingFor(Duration.ofSeconds(6));
        DistributionSummary summary =
                scenario.engine(scenario.store, slow, Runnable::run, LEASE).execute(scenario.id);
        assertThat(summary.distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(summary.progress().batches())
                .as("no batch had to be made again")
                .isEqualTo(BATCHES);
        assertThat(scenario.network.executed()).isEqualTo(BATCHES);
        scenario.audit();
    }

    @Test
    void anInterruptedCallReturnsWithItsFlagUpAndTheNextOneCarriesOn() {
        Thread.currentThread().interrupt();
        DistributionSummary summary =
                scenario.engine(scenario.store, ledger, Runnable::run, LEASE).execute(scenario.id);
        assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
        assertThat(summary.waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo(Waiting.Reason.INTERRUPTED));
        assertThat(scenario.network.executed()).isZero();
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @Test
    void aBodyThatCouldNotBeSignedInTimeIsGivenUpUnsent() {
        PaymentLedger slow = signingFor(EngineScenario.VALIDITY.minusSeconds(1));
        scenario.engine(scenario.store, slow, Runnable::run, LEASE).execute(scenario.id);
        assertThat(faults.submissions())
                .as("a transaction that would arrive too late is not sent")
                .isZero();
        scenario.everybodyPaidInTheEnd(ledger);
    }

    /** The ledger, with a signer on whom the clock moves so far each time. */
    private PaymentLedger signingFor(Duration time) {
        return (PaymentLedger) Proxy.newProxyInstance(
                PaymentLedger.class.getClassLoader(),
                new Class<?>[] {PaymentLedger.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("sign")) {
                        scenario.clock.advance(time);
                    }
                    try {
                        return method.invoke(ledger, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
