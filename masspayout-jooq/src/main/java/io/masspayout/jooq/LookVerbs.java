package io.masspayout.jooq;

import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.IdSource;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Act;
import io.masspayout.store.Fees;
import io.masspayout.store.Obstacle;
import io.masspayout.store.OpenDue;
import io.masspayout.store.PlanDraft;
import io.masspayout.store.Progress;
import io.masspayout.store.Situation;
import java.util.Optional;

/** The verbs that look at a distribution and its treasury, and keep what such a look has found, beside those of payment. */
abstract class LookVerbs extends PaymentVerbs {

    private final PlanVerbs plans;
    private final ProgressVerbs progress;
    private final SituationVerbs situations;
    private final Probes probes;
    private final TreasuryVerbs treasuries;

    LookVerbs(Transactions transactions, IdSource ids) {
        super(transactions, ids);
        Audit audit = new Audit(ids);
        this.plans = new PlanVerbs(transactions, ids, audit);
        this.progress = new ProgressVerbs(transactions);
        this.situations = new SituationVerbs(transactions);
        this.probes = new Probes(transactions, audit);
        this.treasuries = new TreasuryVerbs(transactions, audit, new TreasuryStops(audit));
    }

    @Override
    public Optional<PlanDraft> writtenPlan(DistributionId id) {
        return plans.writtenPlan(id);
    }

    @Override
    public OpenDue openDue(DistributionId id) {
        return treasuries.openDue(id);
    }

    @Override
    public Optional<Obstacle> obstacle(DistributionId id, Obstacle.Step step) {
        return treasuries.obstacle(id, step);
    }

    @Override
    public Optional<TreasuryStop> stopped(Treasury treasury) {
        return treasuries.stopped(treasury);
    }

    @Override
    public void noAnswer(Treasury treasury, Failure reason, Act act) {
        treasuries.noAnswer(treasury, reason, act);
    }

    @Override
    public void answered(Treasury treasury) {
        treasuries.answered(treasury);
    }

    @Override
    public Progress progress(DistributionId id) {
        return progress.progress(id);
    }

    @Override
    public boolean beginProbe(Treasury treasury, Act act) {
        return probes.begin(treasury, act);
    }

    @Override
    public Fees fees(DistributionId id) {
        return situations.fees(id);
    }

    @Override
    public Situation situation(DistributionId id) {
        return situations.situation(id);
    }
}
