package io.masspayout.restore;

import io.masspayout.engine.Reconciler;
import io.masspayout.model.DistributionId;
import io.masspayout.store.PaymentStore;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.InMemoryPaymentStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A database that has forgotten answers beside the first one or in its place, and what is paid twice before the library stops it, at a
 * batch a second for each side. Where the old workers are stopped, a person does what the check-list says; where they are not, no person knows
 * of it, and both sides go on until they are stopped.
 */
final class WhatRemains {

    private static final int DISTRIBUTIONS = 100;
    private static final int MOST_BEFORE_THE_BACKUP = 20;
    private static final int MOST_FORGOTTEN = 20;
    private static final int SECONDS = 900;
    private static final int FAULTS_PERCENT = 20;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Not beyond the validity, or nothing would come of it. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(170);

    private final RestoreWorld world;
    private final Random dice;
    private final Forgetting how;
    private final boolean oldWorkersStopped;
    private final Duration mirrorLag;
    private final FaultPlan faults;

    /**
     * What came of one run.
     *
     * @param paidTwice batches that the ledger has executed twice
     * @param forgotten batches that the ledger had executed when the second database started, and which that did not know
     */
    record Outcome(int paidTwice, int forgotten) {}

    /** One side: a process, its database, and what it still has to pay. */
    private record Side(PayingProcess process, PaymentStore database, Deque<DistributionId> open) {

        Side(PayingProcess process, PaymentStore database, List<DistributionId> all) {
            this(process, database, new ArrayDeque<>(all));
        }

        /** Whether it has nothing to pay any more, or is stopped: only a person would have it go on. */
        boolean isAtItsEnd() {
            return open.isEmpty() || database.stopped(RestoreWorld.treasury()).isPresent();
        }

        /** One second's work: the next distribution, which goes to the end of the line if it does not come to its end. */
        void work() {
            DistributionId next = open.poll();
            if (next != null && !process.execute(next).isFinished()) {
                open.addLast(next);
            }
        }
    }

    private WhatRemains(long seed, Forgetting how, boolean oldWorkersStopped, Duration mirrorLag) {
        this.world = new RestoreWorld(seed, DISTRIBUTIONS);
        this.dice = new Random(seed);
        this.how = how;
        this.oldWorkersStopped = oldWorkersStopped;
        this.mirrorLag = mirrorLag;
        this.faults = FaultPlan.random(seed, FAULTS_PERCENT, LONGEST_DELAY);
    }

    static Outcome of(long seed, Forgetting how, boolean oldWorkersStopped, Duration mirrorLag) {
        return new WhatRemains(seed, how, oldWorkersStopped, mirrorLag).play();
    }

    private Outcome play() {
        Side first = side("first", world.database(), faults);
        // A process that has just started waits for the mirror.
        pass(first, Math.toIntExact(mirrorLag.toSeconds()) + dice.nextInt(MOST_BEFORE_THE_BACKUP));
        InMemoryPaymentStore backup = world.backup();
        int before = world.network.executed();
        // In half of the runs the second database knows everything that the ledger has: only then can both pay the
        // same.
        pass(first, dice.nextBoolean() ? 0 : 1 + dice.nextInt(MOST_FORGOTTEN));
        int forgotten = world.network.executed() - before;
        faults.heal();
        InMemoryPaymentStore forgetful = how.start(world, backup);
        Side second = side("second", forgetful, FaultPlan.of());
        if (oldWorkersStopped) {
            reconcile(second.process().engine().reconciler());
            goOn(List.of(second));
        } else if (how.firstLivesOn()) {
            goOn(List.of(first, second));
        } else {
            // They find their connections broken, and what they connect to anew is the restored database.
            goOn(List.of(side("first", forgetful, FaultPlan.of()), second));
        }
        world.network.deliverDelayed();
        return new Outcome(world.paidTwice(), forgotten);
    }

    private Side side(String name, PaymentStore database, FaultPlan itsFaults) {
        return new Side(
                new PayingProcess(name, database, world, world.clock, mirrorLag, itsFaults),
                database,
                world.distributions());
    }

    private void pass(Side side, int seconds) {
        for (int second = 0; second < seconds; second++) {
            side.work();
            world.clock.advance(SECOND);
        }
    }

    private void goOn(List<Side> together) {
        List<Side> sides = new ArrayList<>(together);
        for (int second = 0; second < SECONDS && !sides.stream().allMatch(Side::isAtItsEnd); second++) {
            // The side that comes first in a second pays before the other one has seen it.
            Collections.shuffle(sides, dice);
            sides.forEach(Side::work);
            world.clock.advance(SECOND);
        }
    }

    private void reconcile(Reconciler reconciler) {
        for (int second = 0; second < SECONDS; second++) {
            if (reconciler.reconcile(world.act("restored")).finished()) {
                return;
            }
            world.clock.advance(SECOND);
        }
        throw new AssertionError("the reconcile is not finished after " + SECONDS + " s");
    }
}
