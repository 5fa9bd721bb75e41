package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.Waiting;
import io.masspayout.engine.Waiting.Reason;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.store.Fees;
import io.masspayout.store.Probing;
import io.masspayout.store.Situation;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.LedgerFault;
import io.masspayout.testing.SimulatedLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions that fail for the treasury's sake are charged for: they are tried again seldom, a few times, and then a person is needed. */
abstract class FeesContract {

    private static final int BATCHES = 8;
    private static final long FEE = 50_000;

    private final PaymentStoreContract implementation;
    private EngineScenario scenario;
    private FaultPlan faults;
    private SimulatedLedger ledger;

    FeesContract(PaymentStoreContract implementation) {
        this.implementation = implementation;
    }

    @BeforeEach
    void begin() {
        int holders = BATCHES * EngineScenario.HOLDERS_PER_BATCH;
        scenario = new EngineScenario(implementation, implementation.newStore(), holders);
        scenario.network.fee(FEE);
        faults = FaultPlan.of();
        ledger = scenario.ledger(faults).build();
    }

    /** What no look at the treasury sees, and what one claims to see and does not. */
    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {
                "FEE_PAYER_EMPTY",
                "ALLOWANCE_EXCEEDED",
                "TREASURY_KEY_REJECTED",
                "TREASURY_EMPTY",
                "TOKEN_PAUSED",
                "TREASURY_BLOCKED"
            })
    void aCauseThatLastsIsTriedSevenTimesAndThenNeedsAPerson(FailureCode code) {
        failWith(code);
        workForFourHours();

        int bursts = code.isSeenByLook() ? 2 : 1;
        assertThat(scenario.network.executed())
                .as("fee-charged transactions")
                .isEqualTo(bursts * BATCHES + Probing.MAX);
        assertThat(waiting()).hasValueSatisfying(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Reason.TREASURY_STOPPED);
            assertThat(waiting.until()).isNull();
            assertThat(waiting.actor()).isEqualTo(code.actor());
            assertThat(waiting.detail()).contains("7 of 7 tries").contains("liftTreasuryStop");
        });
        assertThat(scenario.store.due(scenario.clock.instant(), 1_000))
                .as("nothing to do without a person")
                .doesNotContain(scenario.id);

        faults.heal();
        assertThat(scenario.store.liftStop(scenario.treasury(), true, scenario.act("topped up")))
                .isTrue();
        scenario.everybodyPaidInTheEnd(ledger);
        assertThat(scenario.network.charged()).isEqualTo(FEE * scenario.network.executed());
    }

    @Test
    void triesComeAfterWaitsThatDouble() {
        failWith(FailureCode.FEE_PAYER_EMPTY);
        List<Long> seconds = new ArrayList<>();
        Instant last = scenario.clock.instant();
        int executed = call();
        for (int call = 0; call < 1_000 && seconds.size() < Probing.MAX; call++) {
            scenario.clock.advance(Duration.ofSeconds(10));
            int now = call();
            if (now > executed) {
                assertThat(now - executed).as("batches of one try").isEqualTo(1);
                seconds.add(Duration.between(last, scenario.clock.instant()).toSeconds());
                last = scenario.clock.instant();
                executed = now;
            }
        }
        assertThat(seconds).containsExactly(60L, 120L, 240L, 480L, 960L, 1_920L, 3_840L);
    }

    @Test
    void aTryThatPaysLiftsTheStopAndTheCallPaysTheRest() {
        failWith(FailureCode.FEE_PAYER_EMPTY);
        call();
        scenario.clock.advance(Duration.ofSeconds(60));
        call();
        faults.heal();
        scenario.clock.advance(Duration.ofSeconds(119));
        int before = scenario.network.executed();
        assertThat(call()).as("not yet").isEqualTo(before);
        assertThat(waiting())
                .map(Waiting::until)
                .contains(scenario.clock.instant().plusSeconds(1));

        scenario.clock.advance(Duration.ofSeconds(1));
        assertThat(execute().distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(situation().stop()).isEmpty();
        scenario.audit();
    }

    @Test
    void aPaymentEndsTheSeriesAndTheNextFailureBeginsANewOne() {
        failWith(FailureCode.FEE_PAYER_EMPTY);
        call();
        for (int minutes = 1; minutes <= 8; minutes *= 2) {
            scenario.clock.advance(Duration.ofMinutes(minutes));
            call();
        }
        assertThat(situation().probing()).map(Probing::begun).contains(4);
        faults.heal();
        faults = FaultPlan.of();
        ledger = scenario.ledger(faults).build();
        scenario.clock.advance(Duration.ofMinutes(16));
        faults.onSubmission(2, LedgerFault.failing(Failure.of(FailureCode.FEE_PAYER_EMPTY, "empty again")));

        execute();

        assertThat(situation().probing()).contains(Probing.after(0, scenario.clock.instant(), false));
    }

    @Test
    void manyProcessesHaveOneTryBetweenThem() {
        failWith(FailureCode.ALLOWANCE_EXCEEDED);
        call();
        int executed = scenario.network.executed();
        scenario.clock.advance(Duration.ofSeconds(60));
        for (int process = 0; process < 5; process++) {
            scenario.engine(scenario.store, scenario.ledger(faults).build()).execute(scenario.id);
        }
        assertThat(scenario.network.executed()).isEqualTo(executed + 1);
    }

    @Test
    void aTryWhoseWorkerDiedBeforeItSentIsTheNextWorkers() {
        failWith(FailureCode.FEE_PAYER_EMPTY);
        call();
        scenario.clock.advance(Duration.ofSeconds(60));
        assertThat(scenario.store.beginProbe(scenario.treasury(), scenario.act("dies")))
                .isTrue();
        assertThat(situation().probing()).map(Probing::open).contains(true);
        int executed = scenario.network.executed();

        assertThat(call()).isEqualTo(executed + 1);
        assertThat(call()).isEqualTo(executed + 1);
        assertThat(situation().probing())
                .contains(Probing.after(1, scenario.clock.instant(), true).taken());
    }

    @Test
    void underAStopThatALookHasMadeTheNextLookDecides() {
        scenario.tokenPaused(true);
        for (int call = 0; call < 20; call++) {
            call();
        }
        assertThat(scenario.network.executed()).isZero();
        assertThat(situation().probing()).isEmpty();
        scenario.tokenPaused(false);
        assertThat(execute().distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
    }

    @Test
    void aStopWhoseCauseALookSeesIsLiftedByALookOnceAndNotForEver() {
        faults.onSubmission(1, LedgerFault.failing(Failure.of(FailureCode.TREASURY_EMPTY, "spent in between")));
        execute();
        assertThat(situation().probing()).isEmpty();
        assertThat(execute().distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
    }

    @Test
    void allFeesOfADistributionAreCounted() {
        faults.onSubmission(1, LedgerFault.failing(Failure.of(FailureCode.SOME_RECIPIENT, "who knows")));
        scenario.everybodyPaidInTheEnd(ledger);

        Fees fees = scenario.store.fees(scenario.id);
        assertThat(fees.transactions()).isEqualTo(scenario.network.executed()).isGreaterThan(BATCHES);
        assertThat(fees.charged()).isEqualTo(scenario.network.charged()).isPositive();
        assertThat(fees.unknown()).isZero();
    }

    private void failWith(FailureCode code) {
        faults.onEverySubmission(LedgerFault.failing(Failure.of(code, "said the ledger")));
    }

    /** As a host's scheduler does: every half minute, what is due. */
    private void workForFourHours() {
        for (int call = 0; call < 2 * 60 * 4; call++) {
            call();
            scenario.clock.advance(Duration.ofSeconds(30));
        }
    }

    /** Works on the distribution if it is due. */
    private int call() {
        if (situation().distribution().plan() == null
                || scenario.store.due(scenario.clock.instant(), 1_000).contains(scenario.id)) {
            execute();
        }
        return scenario.network.executed();
    }

    private DistributionSummary execute() {
        return scenario.engine(scenario.store, ledger).execute(scenario.id);
    }

    private Situation situation() {
        return scenario.store.situation(scenario.id);
    }

    private Optional<Waiting> waiting() {
        return scenario.engine(scenario.store, ledger).summary(scenario.id).waiting();
    }
}
