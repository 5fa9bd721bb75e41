package io.masspayout.engine;

import io.masspayout.ledger.AssetSource;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.FailureCode;
import io.masspayout.model.StartFailure;
import io.masspayout.model.Timing;
import io.masspayout.planning.Planner;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.Obstacle;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.Progress;
import io.masspayout.store.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Pays distributions. Holds nothing but its collaborators: any number of engines, in any number of processes, may work on the same
 * distribution. Safe for use by many threads.
 */
public final class PayoutEngine {

    private final RunContext context;
    private final Planner planner;
    private final Reconciler reconciler;

    /**
     * Wires an engine.
     *
     * @param assets where holders are read from the ledger, if the gateway can
     */
    public PayoutEngine(
            PaymentStore store,
            PaymentLedger ledger,
            Optional<AssetSource> assets,
            Surroundings surroundings,
            EngineSettings settings,
            List<PayoutListener> listeners) {
        Announcer announcer = new Announcer(listeners);
        HistoryFollower follower = new HistoryFollower(store, ledger, surroundings.ids(), settings);
        HistoryGate history = new HistoryGate(store, ledger, follower, surroundings);
        this.context = new RunContext(
                store,
                ledger,
                surroundings,
                settings,
                new TreasuryGate(store, ledger, announcer),
                history,
                announcer,
                new Questions());
        this.planner = new Planner(store, ledger, assets, surroundings.ids());
        this.reconciler = new Reconciler(store, ledger, history, follower, planner);
    }

    /** The planner that {@link #execute} uses. */
    public Planner planner() {
        return planner;
    }

    /** Reads ledger history back into a restored database. */
    public Reconciler reconciler() {
        return reconciler;
    }

    /**
     * Plans a distribution if it has no plan, and pays until nothing more can be done now. Calling it again, at any time, from
     * anywhere, carries on.
     *
     * @throws NotFoundException when there is no such distribution
     * @throws ConflictException when it is a template of distributions (RECURRING or AUTOMATIC), and so never paid itself
     * @throws io.masspayout.validation.InvalidRequestException when nobody can be paid with the amount
     * @throws io.masspayout.store.StoreUnavailableException when the database does not answer
     */
    public DistributionSummary execute(DistributionId id) {
        return execute(id, TimeSlice.unlimited());
    }

    /** As {@link #execute(DistributionId)}, but begins no further batches when the slice is over. */
    public DistributionSummary execute(DistributionId id, TimeSlice slice) {
        // Down while the database is worked with, as its driver does not work under it; up again when we are done.
        boolean interrupted = Thread.interrupted();
        DistributionSummary summary =
                interrupted ? summary(id, Optional.of(Waiting.interrupted())) : payUnlessLost(id, slice);
        if (summary.waiting()
                .filter(waiting -> waiting.reason() == Waiting.Reason.INTERRUPTED)
                .isPresent()) {
            Thread.currentThread().interrupt();
        }
        context.announcer().tell(listener -> listener.executed(summary));
        return summary;
    }

    /** Where a distribution stands; changes nothing. */
    public DistributionSummary summary(DistributionId id) {
        return summary(id, Optional.empty());
    }

    private DistributionSummary payUnlessLost(DistributionId id, TimeSlice slice) {
        try {
            return pay(find(id), slice);
        } catch (StoreUnavailableException e) {
            context.history().connectionLost();
            throw e;
        }
    }

    private DistributionSummary pay(Distribution distribution, TimeSlice slice) {
        DistributionId id = distribution.id();
        if (distribution.timing().isTemplate()) {
            throw new ConflictException("distribution " + id + " is " + distribution.executionType()
                    + " and never paid itself; runDue pays the distributions that it makes");
        }
        if (distribution.status() == DistributionStatus.PENDING) {
            // A plan of a database that has forgotten the first one might share among other holders.
            Optional<Waiting> obstacle = obstacleToPlan(distribution).or(() -> historyObstacle(distribution));
            if (obstacle.isPresent()) {
                return summary(id, obstacle);
            }
            plan(id);
        } else if (distribution.status() != DistributionStatus.PROCESSING) {
            return summary(id, Optional.empty());
        }
        Optional<Waiting> obstacle =
                historyObstacle(distribution).or(() -> context.gate().pass(distribution, context.act("execute")));
        Optional<Waiting> left = new PayoutRun(context, distribution, context.freshLease(), slice, obstacle).toEnd();
        store().finish(id, context.now());
        if (distribution.startFailure() != null) {
            store().workSucceeded(id, context.now());
        }
        return summary(id, left);
    }

    private Optional<Waiting> historyObstacle(Distribution distribution) {
        return context.history().pass(distribution.treasury(), context.act("execute"));
    }

    private void plan(DistributionId id) {
        Created<Distribution> planned = planner.plan(id, context.act("execute"));
        if (planned.created()) {
            context.announcer().tell(listener -> listener.planned(planned.value()));
        }
    }

    // What stands in the way, put there perhaps while a run was under way and found nothing more to claim.
    private Optional<Waiting> obstacle(DistributionId id, Obstacle.Step step) {
        return store().obstacle(id, step).map(Obstacle::refusal).map(Refusals::waiting);
    }

    private Optional<Waiting> obstacleToPlan(Distribution distribution) {
        return obstacle(distribution.id(), Obstacle.Step.PLAN)
                .or(() -> distribution.isPlanned() ? Optional.empty() : notDue(distribution.timing()));
    }

    // One that is being cancelled waits for what is in flight, which its progress says.
    private Optional<Waiting> obstacleToSend(DistributionId id) {
        return store().obstacle(id, Obstacle.Step.SEND)
                .filter(obstacle -> obstacle != Obstacle.NOT_PROCESSING && obstacle != Obstacle.HISTORY_BEHIND)
                .map(Obstacle::refusal)
                .map(Refusals::waiting);
    }

    private Optional<Waiting> notDue(Timing timing) {
        return timing.match(
                manual -> Optional.empty(),
                scheduled -> Optional.of(scheduled.at())
                        .filter(context.now()::isBefore)
                        .map(at -> new Waiting(Waiting.Reason.NOT_DUE, "reschedule it to pay at another time", at)),
                recurring -> Optional.ofNullable(recurring.next())
                        .map(next -> new Waiting(
                                Waiting.Reason.NOT_DUE, "the next is occurrence " + next.number(), next.at())),
                automatic -> Optional.of(Waiting.on(Waiting.Reason.NO_DEPOSIT, String.valueOf(automatic.trigger()))));
    }

    private DistributionSummary summary(DistributionId id, Optional<Waiting> obstacle) {
        Distribution distribution = find(id);
        Progress progress = store().progress(id);
        Optional<Waiting> waiting = switch (distribution.status()) {
            case PENDING ->
                obstacle.or(() -> obstacleToPlan(distribution))
                        .or(() -> failedStart(distribution))
                        .or(() -> obstacle(id, Obstacle.Step.RESERVE))
                        .or(() -> Optional.of(Waiting.on(Waiting.Reason.NOT_STARTED, "execute it to pay")));
            case PROCESSING ->
                obstacle.or(() -> obstacleToSend(id))
                        .or(() -> failedStart(distribution))
                        .or(() -> Optional.of(waiting(progress)));
            case COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> Optional.empty();
        };
        return new DistributionSummary(distribution, progress, waiting);
    }

    private static Optional<Waiting> failedStart(Distribution distribution) {
        StartFailure failure = distribution.startFailure();
        return failure == null
                ? Optional.empty()
                : Optional.of(new Waiting(Waiting.Reason.RETRY_LATER, failure.reason(), failure.tryAgainAt()));
    }

    private Waiting waiting(Progress progress) {
        Instant next = progress.nextAttemptAt();
        if (next != null && next.isAfter(context.now())) {
            String reason = String.valueOf(progress.nextReason());
            boolean refused = reason.startsWith(FailureCode.RECORDING_REFUSED.name());
            return new Waiting(refused ? Waiting.Reason.RECORDING_REFUSED : Waiting.Reason.RETRY_LATER, reason, next);
        }
        return Waiting.on(
                Waiting.Reason.OTHER_WORKERS,
                progress.openBatches() + " batches are open, " + progress.inFlightBatches() + " of them in flight");
    }

    private Distribution find(DistributionId id) {
        return store().distribution(id).orElseThrow(() -> new NotFoundException("distribution", id));
    }

    private PaymentStore store() {
        return context.store();
    }
}
