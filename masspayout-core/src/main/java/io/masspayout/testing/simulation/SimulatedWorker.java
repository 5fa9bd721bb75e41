package io.masspayout.testing.simulation;

import io.masspayout.engine.Bell;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.RetryPolicy;
import io.masspayout.engine.Surroundings;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.MassPayoutException;
import io.masspayout.store.PaymentStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A host's process: it makes the scheduler's calls again and again, and starts what nobody has started. Its engine is the real one; its
 * clock may be wrong.
 */
final class SimulatedWorker implements Runnable {

    /** Where a worker stands that has met trouble; what trouble follows. */
    static final String GIVES_UP = "gives up: ";

    /** Where a worker stands between two rounds. */
    static final String SLEEPS = "sleeps";

    private static final int MOST_AT_ONCE = 100;

    /** As quick as simulations want it: many tries in little simulated time. */
    private static final RetryPolicy RETRIES =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(20), 16, Map.of());

    private final Actor actor;
    private final PaymentStore store;
    private final PayoutEngine engine;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final List<DistributionId> asked;

    /**
     * A worker, before its first step.
     *
     * @param asked the distributions that it was told to pay
     */
    SimulatedWorker(
            Actor actor,
            PaymentStore store,
            BlockchainGateway ledger,
            Surroundings surroundings,
            List<DistributionId> asked,
            Duration lease) {
        this.actor = actor;
        this.store = store;
        this.clock = surroundings.clock();
        this.random = surroundings.random();
        this.asked = asked;
        this.engine = engine(actor, store, ledger, surroundings, lease);
    }

    /** The engine of a process. */
    static PayoutEngine engine(
            Actor actor, PaymentStore store, BlockchainGateway ledger, Surroundings surroundings, Duration lease) {
        return new PayoutEngine(
                store,
                ledger,
                Optional.of(ledger),
                surroundings,
                EngineSettings.defaults()
                        .withWorker(actor.name())
                        .withLease(lease)
                        .withRetries(RETRIES),
                List.of());
    }

    /** A bell for a run of an actor's: simulated time passes while it waits. */
    static Bell bell(Actor actor) {
        return new SimulatedBell(actor);
    }

    /** All that it keeps between two rounds. */
    PayoutEngine engine() {
        return engine;
    }

    @Override
    public void run() {
        while (true) {
            workOnce();
            actor.sleep(Duration.ofMillis(random.nextLong(500, 15_000)), SLEEPS);
        }
    }

    private void workOnce() {
        try {
            for (DistributionId id : work()) {
                executeOnce(id);
            }
        } catch (MassPayoutException e) {
            // What is due could not be read. A scheduler calls again.
            actor.pass(GIVES_UP + e.getClass().getSimpleName());
        }
    }

    private void executeOnce(DistributionId id) {
        try {
            engine.execute(id);
        } catch (MassPayoutException e) {
            // Infrastructure that cannot answer, or a conflict with somebody quicker: the next call carries on.
            actor.pass(GIVES_UP + e.getClass().getSimpleName());
        }
    }

    private Set<DistributionId> work() {
        Set<DistributionId> work = new LinkedHashSet<>();
        for (DistributionId id : asked) {
            if (store.distribution(id).filter(Distribution::isPlanned).isEmpty()) {
                work.add(id);
            }
        }
        work.addAll(store.due(clock.instant(), MOST_AT_ONCE));
        return work;
    }

    /** Simulated time passes while a run waits. */
    private record SimulatedBell(Actor actor) implements Bell {

        @Override
        public void ring() {
            actor.ring();
        }

        @Override
        public void await(Duration atMost) {
            actor.sleep(atMost, "waits for answers");
        }
    }
}
