package io.masspayout.testing.simulation;

import io.masspayout.engine.ReconcileReport;
import io.masspayout.engine.Reconciler;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.MassPayoutException;
import io.masspayout.store.Act;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.PaymentStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;

/**
 * The person at the console, and the rest of the world: holds, resumes, cancels, tries again, pauses, moves the treasury's money and
 * freezes accounts, at any moment. In the end this person mends everything and waits.
 */
final class Operator implements Runnable {

    private static final Set<DistributionStatus> UNPAID_IN_PART =
            EnumSet.of(DistributionStatus.PARTIALLY_COMPLETED, DistributionStatus.FAILED);

    private final Actor actor;
    private final PaymentStore store;
    private final Scenario scenario;
    private final Dice dice;
    private final InstantSource clock;
    private final Reconciler reconciler;
    private boolean mending;
    private boolean tryingAgain;
    private boolean reconciling;
    private boolean fellBack;
    private boolean workersWait;

    Operator(
            Actor actor, PaymentStore store, Scenario scenario, Dice dice, InstantSource clock, Reconciler reconciler) {
        this.actor = actor;
        this.store = store;
        this.scenario = scenario;
        this.dice = dice;
        this.clock = clock;
        this.reconciler = reconciler;
    }

    /** From now on nothing is broken any more. */
    void mend() {
        mending = true;
        // As the check-list says: where nothing is left to pay, no worker looks at the history.
        reconciling = reconciling || fellBack;
    }

    /** From now on whoever has failed is tried again. */
    void tryFailedAgain() {
        tryingAgain = true;
    }

    /** Reconciles, or leaves that to the workers who notice it, where they can; in the end the operator reconciles what they could not. */
    void databaseFellBack(Setback how) {
        fellBack = true;
        workersWait = how.killsWorkers() && !how.isTold();
        reconciling = workersWait || dice.toss();
    }

    /** A copy of the database that paid was found, and does so no more: what it has paid last is nothing that a worker with nothing to pay looks at. */
    void cloneWasShutDown() {
        reconciling = true;
    }

    /** Whether the workers are to start only when a reconcile has begun. */
    boolean letsWorkersWait() {
        return workersWait;
    }

    @Override
    public void run() {
        while (true) {
            DistributionId id = dice.oneOf(scenario.distributions());
            try {
                if (reconciling && (workersWait || dice.toss())) {
                    reconcile();
                } else if (mending) {
                    mend(id);
                } else {
                    meddle(id);
                }
            } catch (MassPayoutException e) {
                // A conflict with what has happened meanwhile, or a broken connection: a person tries something else.
                actor.pass("is told: " + e.getClass().getSimpleName());
            }
            actor.sleep(dice.between(Duration.ofMillis(100), Duration.ofSeconds(dice.toss() ? 2 : 20)), "looks on");
        }
    }

    private void reconcile() {
        ReconcileReport report = reconciler.reconcile(act("the database was restored"));
        workersWait = false;
        reconciling = !report.finished();
    }

    private void meddle(DistributionId id) {
        boolean unpaid = store.distribution(id)
                .filter(distribution -> UNPAID_IN_PART.contains(distribution.status()))
                .isPresent();
        if (unpaid && dice.toss()) {
            retryFailed(id);
            return;
        }
        switch (dice.between(1, 12)) {
            case 1, 2 -> store.setHeld(id, true, act("hold"));
            case 3, 4, 5 -> store.setHeld(id, false, act("resume"));
            case 6 -> cancelSometimes(id);
            case 7 -> retryFailed(id);
            case 8 -> pause(id, dice.toss());
            case 9 -> scenario.drainOrFillTreasury();
            case 10 -> scenario.freezeSomebody();
            case 11 -> scenario.someoneRefuses();
            default -> scenario.pauseOrUnpauseToken();
        }
    }

    // A cancelled distribution is an end: too many of them, and little else is simulated.
    private void cancelSometimes(DistributionId id) {
        if (dice.between(1, 4) == 1) {
            store.cancel(id, act("cancel"));
        }
    }

    private void mend(DistributionId id) {
        scenario.mend();
        Distribution distribution = store.distribution(id).orElseThrow();
        // One that has ended while it was held is resumed when it has been opened again.
        if (distribution.held() && !UNPAID_IN_PART.contains(distribution.status())) {
            store.setHeld(id, false, act("resume"));
        }
        pause(id, false);
        reconciling = reconciling || isToBeReconciled(distribution);
        store.liftStop(scenario.treasury(), true, act("looked into it"));
        if (tryingAgain && UNPAID_IN_PART.contains(distribution.status())) {
            retryFailed(id);
        }
    }

    private boolean isToBeReconciled(Distribution distribution) {
        FollowedHistory followed = store.followed(scenario.treasury());
        return distribution.reconcilingSince() != null || followed.isReconciling() || followed.unknown() > 0;
    }

    private void retryFailed(DistributionId id) {
        store.retryFailed(id, scenario.limits().holdersPerBatch(), act("try again"));
    }

    private void pause(DistributionId id, boolean paused) {
        Asset asset =
                store.asset(store.distribution(id).orElseThrow().assetId()).orElseThrow();
        if (asset.paused() != paused) {
            store.setPaused(asset.id(), paused, act(paused ? "pause" : "unpause"));
        }
    }

    private Act act(String why) {
        return new Act("operator", why, clock.instant());
    }
}
