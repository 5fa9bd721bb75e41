package io.masspayout.restore;

import io.masspayout.engine.Bell;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.Surroundings;
import io.masspayout.model.DistributionId;
import io.masspayout.store.PaymentStore;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.SimulatedLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A process with the real engine, a clock of its own and a mirror that lags. It waits for no real time. */
final class PayingProcess {

    private final PayoutEngine engine;

    /**
     * Starts one.
     *
     * @param clock the host's
     * @param mirrorLag by how much the ledger's records are behind for it
     */
    PayingProcess(String name, PaymentStore store, RestoreWorld world, InstantSource clock, Duration mirrorLag) {
        this(name, store, world, clock, mirrorLag, FaultPlan.of());
    }

    /**
     * Starts one whose requests may be lost, late or doubled.
     *
     * @param faults of its messages
     */
    PayingProcess(
            String name,
            PaymentStore store,
            RestoreWorld world,
            InstantSource clock,
            Duration mirrorLag,
            FaultPlan faults) {
        engine = new PayoutEngine(
                store,
                SimulatedLedger.on(world.network)
                        .validity(RestoreWorld.VALIDITY)
                        .mirrorLag(mirrorLag)
                        .faults(faults)
                        .build(),
                Optional.empty(),
                new Surroundings(clock, world.ids, new Random(7), Runnable::run, PayingProcess::timelessBell),
                EngineSettings.defaults().withWorker(name),
                List.of());
    }

    DistributionSummary execute(DistributionId id) {
        return engine.execute(id);
    }

    PayoutEngine engine() {
        return engine;
    }

    /** The tests move the clock: a call that waits comes back at once, and says what it waits for. */
    private static Bell timelessBell() {
        return new Bell() {
            @Override
            public void ring() {
                // Nothing waits for it.
            }

            @Override
            public void await(Duration atMost) {
                // No time passes by itself.
            }
        };
    }
}
