package io.masspayout.testing.simulation;

import io.masspayout.bulkhead.Bulkhead;
import io.masspayout.engine.Bell;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.PayoutListener;
import io.masspayout.engine.RetryPolicy;
import io.masspayout.engine.Surroundings;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.MassPayoutException;
import io.masspayout.store.PaymentStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    private final Consumer<Runnable> unit;

    /**
     * A worker, before its first step.
     *
     * @param asked the distributions that it was told to pay
     * @param listeners of the host
     * @param hasBulkheads whether one distribution that fails leaves the others alone, as the library's scheduler does it
     */
    SimulatedWorker(
            Actor actor,
            PaymentStore store,
            BlockchainGateway ledger,
            Surroundings surroundings,
            List<DistributionId> asked,
            Duration lease,
            List<PayoutListener> listeners,
            boolean hasBulkheads) {
        this.actor = actor;
        this.store = store;
        this.clock = surroundings.clock();
        this.random = surroundings.random();
        this.asked = asked;
        this.engine = engine(actor, store, ledger, surroundings, lease, listeners);
        Bulkhead bulkhead = new Bulkhead(store::book);
        this.unit = hasBulkheads ? work -> bulkhead.run(work).ifPresent(this::failed) : Runnable::run;
    }

    /** The engine of a process. */
    static PayoutEngine engine(
            Actor actor,
            PaymentStore store,
            BlockchainGateway ledger,
            Surroundings surroundings,
            Duration lease,
            List<PayoutListener> listeners) {
        return new PayoutEngine(
                store,
                ledger,
                Optional.of(ledger),
                surroundings,
                EngineSettings.defaults()
                        .withWorker(actor.name())
                        .withLease(lease)
                        .withRetries(RETRIES),
                listeners);
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
            work();
        } catch (RuntimeException e) {
            // What is due could not be read, or nothing keeps what fails apart. A scheduler calls again.
            actor.pass(GIVES_UP + e.getClass().getSimpleName());
        }
    }

    private void failed(Bulkhead.Failed failure) {
        actor.pass(GIVES_UP + failure.cause().getClass().getSimpleName());
    }

    private void executeOnce(DistributionId id) {
        try {
            engine.execute(id);
        } catch (MassPayoutException e) {
            // Infrastructure that cannot answer, or a conflict with somebody quicker: the next call carries on.
            actor.pass(GIVES_UP + e.getClass().getSimpleName());
        }
    }

    /** What no worker has planned yet, and then what is due. */
    private void work() {
        Set<DistributionId> done = new HashSet<>();
        for (DistributionId id : asked) {
            unit.accept(() -> {
                if (store.distribution(id).filter(Distribution::isPlanned).isEmpty()) {
                    done.add(id);
                    executeOnce(id);
                }
            });
        }
        for (DistributionId id : store.due(clock.instant(), MOST_AT_ONCE)) {
            if (done.add(id)) {
                unit.accept(() -> executeOnce(id));
            }
        }
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
