package io.masspayout.engine;

import io.masspayout.engine.TreasuryGate.Leave;
import io.masspayout.ledger.AssetSource;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.planning.Planner;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.Situation;
import io.masspayout.store.StoreUnavailableException;
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
        return switch (distribution.status()) {
            case PENDING -> planAndPay(distribution, slice);
            case PROCESSING -> payWhatIsPlanned(distribution, slice);
            case COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> summary(id, Optional.empty());
        };
    }

    private DistributionSummary planAndPay(Distribution distribution, TimeSlice slice) {
        DistributionId id = distribution.id();
        // A plan of a database that has forgotten the first one might share among other holders.
        Optional<Waiting> obstacle =
                WaitingRule.toPlan(store().situation(id), context.now()).or(() -> historyObstacle(distribution));
        if (obstacle.isPresent()) {
            return summary(id, obstacle);
        }
        plan(id);
        return payWhatIsPlanned(distribution, slice);
    }

    private DistributionSummary payWhatIsPlanned(Distribution distribution, TimeSlice slice) {
        DistributionId id = distribution.id();
        Optional<Waiting> left = run(distribution, slice);
        store().finish(id, context.now());
        if (distribution.startFailure() != null) {
            store().workSucceeded(id, context.now());
        }
        return summary(id, left);
    }

    private Optional<Waiting> run(Distribution distribution, TimeSlice slice) {
        Leave leave = historyObstacle(distribution)
                .map(Leave::refused)
                .orElseGet(() -> context.gate().pass(distribution, context.act("execute")));
        Optional<Waiting> left = new PayoutRun(context, distribution, context.freshLease(), slice, leave).toEnd();
        // One batch was tried, and has lifted the stop: the others need not wait for another call.
        boolean provedFree = leave.probe()
                && left.isEmpty()
                && store().stopped(distribution.treasury()).isEmpty();
        return provedFree ? run(distribution, slice) : left;
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

    private DistributionSummary summary(DistributionId id, Optional<Waiting> obstacle) {
        Situation situation = store().situation(id);
        Optional<Waiting> waiting = WaitingRule.of(situation, context.now())
                .map(stored -> obstacle.filter(met -> met.saysMoreThan(stored)).orElse(stored));
        return new DistributionSummary(situation.distribution(), situation.progress(), waiting);
    }

    private Distribution find(DistributionId id) {
        return store().distribution(id).orElseThrow(() -> new NotFoundException("distribution", id));
    }

    private PaymentStore store() {
        return context.store();
    }
}
