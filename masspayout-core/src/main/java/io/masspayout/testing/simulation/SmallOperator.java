package io.masspayout.testing.simulation;

import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.Surroundings;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.IdSource;
import io.masspayout.model.MassPayoutException;
import io.masspayout.store.Act;
import io.masspayout.store.PaymentStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The person who reconciles a database that was restored, in a small world: again and again, each time with a process of its own, which
 * remembers nothing of the one before. Each time is one step, as no call of the workers comes in between.
 */
final class SmallOperator implements IdSource {

    /** Its client's number on the ledger, which no worker has. */
    static final int NUMBER = 14;

    private static final int DICE = 1;

    private final InMemoryDatabase database;
    private final BlockchainGateway ledger;
    private final InstantSource clock;
    private long ids;

    SmallOperator(InMemoryDatabase database, BlockchainGateway ledger, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Goes on with the reconcile, and lifts what stops the treasury once that is finished.
     *
     * @return whether it is finished
     */
    boolean reconciles() {
        PaymentStore store = database.store();
        Act act = new Act("operator", "the database was restored", clock.instant());
        try {
            boolean finished = process(store).reconciler().reconcile(act).finished();
            return finished && store.liftStop(SmallScenario.TREASURY, true, act);
        } catch (MassPayoutException e) {
            // A person tries again later.
            return false;
        }
    }

    private PayoutEngine process(PaymentStore store) {
        return new PayoutEngine(
                store,
                ledger,
                Optional.of(ledger),
                new Surroundings(clock, this, () -> DICE, Runnable::run, () -> {
                    throw new IllegalStateException("an operator does not wait for answers");
                }),
                EngineSettings.defaults().withWorker("operator"),
                List.of());
    }

    @Override
    public UUID next() {
        return new UUID(NUMBER + 1L, ++ids);
    }

    /** Adds everything that decides its next steps. */
    void addTo(StateDigest state) {
        state.add(ids);
    }
}
