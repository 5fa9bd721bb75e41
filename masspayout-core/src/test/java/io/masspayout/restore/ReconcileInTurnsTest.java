package io.masspayout.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.Reconciler;
import io.masspayout.model.DistributionId;
import io.masspayout.store.PaymentStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A person calls reconcile every second until it is finished, as the documents say, and each treasury comes to its end at another time. */
class ReconcileInTurnsTest {

    private static final Duration BETWEEN_TREASURIES = Duration.ofSeconds(20);
    private static final Duration BETWEEN_CALLS = Duration.ofSeconds(1);
    private static final int TEN_MINUTES_OF_CALLS = 600;

    private final RestoreWorld world = new RestoreWorld(1, 2);
    private final DistributionId other = world.declareFrom("0.0.1002");

    @Test
    void treasuriesThatFinishAtDifferentCallsFinishAltogether() {
        new PayingProcess("first", world.database(), world, world.clock, Duration.ZERO)
                .execute(world.distributions().get(0));
        PaymentStore restored = world.started(world.backup());
        PayingProcess process = new PayingProcess("worker", restored, world, world.clock, Duration.ZERO);
        // Its reconcile begins by itself, as a worker looks at its history; that of the other one begins with the
        // person's first call.
        process.execute(world.distributions().get(1));
        world.clock.advance(BETWEEN_TREASURIES);

        Reconciler reconciler = process.engine().reconciler();
        int calls = 1;
        while (!reconciler.reconcile(world.act("restored")).finished() && calls < TEN_MINUTES_OF_CALLS) {
            world.clock.advance(BETWEEN_CALLS);
            calls++;
        }

        assertThat(calls).as("calls until all had finished").isLessThan(TEN_MINUTES_OF_CALLS);
        world.distributions().forEach(process::execute);
        process.execute(other);
        assertThat(world.paid()).isEqualTo(3);
        assertThat(world.paidTwice()).isZero();
    }

    @Test
    void aReconcileAfterAllHaveFinishedIsANewOne() {
        PaymentStore restored = world.started(world.backup());
        PayingProcess process = new PayingProcess("worker", restored, world, world.clock, Duration.ZERO);
        Reconciler reconciler = process.engine().reconciler();
        reconciler.reconcile(world.act("restored"));
        world.clock.advance(Duration.ofMinutes(10));
        assertThat(reconciler.reconcile(world.act("restored")).finished()).isTrue();

        assertThat(reconciler.reconcile(world.act("a clone was found")).finished())
                .isFalse();
    }
}
