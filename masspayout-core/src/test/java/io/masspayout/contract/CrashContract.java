package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.PaymentLedger;
import io.masspayout.store.PaymentStore;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.SimulatedLedger;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every trouble with the ledger, and a crash before and after every call that the protocol makes meanwhile; then another worker carries on.
 * In the end everybody is paid, once, and the books balance.
 */
abstract class CrashContract {

    private static final int ONE_BATCH = EngineScenario.HOLDERS_PER_BATCH;
    private static final int MANY_BATCHES = 5 * EngineScenario.HOLDERS_PER_BATCH + 1;

    private final PaymentStoreContract implementation;

    CrashContract(PaymentStoreContract implementation) {
        this.implementation = implementation;
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void aCrashAtAnyCallWithOneBatch(Trouble trouble) {
        crashAtEveryCall(trouble, ONE_BATCH, true);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void aCrashAtAnyCallWithManyBatchesInFlight(Trouble trouble) {
        crashAtEveryCall(trouble, MANY_BATCHES, true);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void aCrashAtAnyCallOnALedgerThatPaysPerHolder(Trouble trouble) {
        crashAtEveryCall(trouble, MANY_BATCHES, false);
    }

    private void crashAtEveryCall(Trouble trouble, int holders, boolean allOrNothing) {
        PaymentStore store = implementation.newStore();
        int calls =
                run(store, trouble, holders, allOrNothing, KillSwitch.never()).calls();
        assertThat(calls).isGreaterThan(5);
        int stride = implementation.crashStride();
        for (int call = 1 + Math.floorMod(trouble.name().hashCode(), stride); call <= calls; call += stride) {
            assertThat(run(store, trouble, holders, allOrNothing, KillSwitch.before(call))
                            .hasKilled())
                    .isTrue();
            assertThat(run(store, trouble, holders, allOrNothing, KillSwitch.after(call))
                            .hasKilled())
                    .isTrue();
        }
    }

    private KillSwitch run(PaymentStore store, Trouble trouble, int holders, boolean allOrNothing, KillSwitch kill) {
        EngineScenario scenario = new EngineScenario(implementation, store, holders);
        FaultPlan faults = trouble.faults();
        SimulatedLedger.Builder builder = scenario.ledger(faults).hidingCulprits();
        SimulatedLedger ledger = (allOrNothing ? builder : builder.perHolder()).build();
        PaymentStore watchedStore = kill.watch(PaymentStore.class, store);
        PaymentLedger watchedLedger = kill.watch(PaymentLedger.class, ledger);
        try {
            scenario.engine(watchedStore, watchedLedger).execute(scenario.id);
            scenario.clock.advance(Duration.ofSeconds(5));
            scenario.engine(watchedStore, watchedLedger).execute(scenario.id);
        } catch (KillSwitch.Killed killed) {
            scenario.clock.advance(Duration.ofSeconds(5));
        }
        if (scenario.store.distribution(scenario.id).orElseThrow().isPlanned()) {
            scenario.audit();
        }
        faults.heal();
        scenario.everybodyPaidInTheEnd(ledger);
        return kill;
    }
}
