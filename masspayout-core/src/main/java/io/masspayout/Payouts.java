package io.masspayout;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.ReconcileReport;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.RetryResult;
import java.util.Optional;

/** Paying. Safe for use by many threads, and by many processes on one distribution. */
public final class Payouts {

    private final PayoutStore store;
    private final PaymentLedger ledger;
    private final PayoutEngine engine;
    private final HostActs acts;

    Payouts(PayoutStore store, PaymentLedger ledger, PayoutEngine engine, HostActs acts) {
        this.store = store;
        this.ledger = ledger;
        this.engine = engine;
        this.acts = acts;
    }

    /**
     * Plans a distribution if it has no plan, pays, and returns when nothing more can be done now; the summary says what is left and what
     * it waits for. Call it again to carry on: after a crash, a time-out, a refill of the treasury.
     *
     * @throws io.masspayout.store.NotFoundException when there is no such distribution
     * @throws io.masspayout.validation.InvalidRequestException when nobody can be paid with the amount
     * @throws io.masspayout.store.StoreUnavailableException when the database does not answer
     */
    public DistributionSummary execute(DistributionId id) {
        return engine.execute(id);
    }

    /**
     * Puts the failed holders of a distribution, and nobody else, into new batches; execute pays them. Left alone is whoever failed
     * with {@link io.masspayout.model.FailureCode#LEDGER_DISAGREES}: the ledger paid them another amount already.
     *
     * @throws io.masspayout.store.ConflictException when the distribution is not started, or cancelled
     */
    public RetryResult retryFailed(DistributionId id, String who, String why) {
        return store.retryFailed(id, ledger.limits().holdersPerBatch(), acts.by(who, why));
    }

    /** Batches of a distribution by number. */
    public Page<BatchPayout> batches(DistributionId id, PageRequest page) {
        return store.batches(id, page);
    }

    /** How holders left batches unpaid, oldest first. */
    public Page<PaymentAttempt> attempts(DistributionId id, PageRequest page) {
        return store.attempts(id, Optional.empty(), page);
    }

    /**
     * Reads the payer's ledger history back into a database that was restored from a backup, or failed over to a replica that lagged. Stop
     * all workers, restore, and call this for every distribution that was not finished, until it says finished; nothing of the
     * distribution is paid meanwhile.
     *
     * @throws io.masspayout.ledger.LedgerUnavailableException when the history cannot be read now; call again
     */
    public ReconcileReport reconcile(DistributionId id, String who, String why) {
        return engine.reconciler().reconcile(id, acts.by(who, why));
    }

    /** Why nothing is paid from a treasury, if so. */
    public Optional<TreasuryStop> treasuryStop(Treasury treasury) {
        return store.stopped(treasury);
    }

    /**
     * Lifts a treasury's stop after a person has looked into it. Stops that a preflight can judge are lifted by execute.
     *
     * @return whether the treasury is free now
     */
    public boolean liftTreasuryStop(Treasury treasury, String who, String why) {
        return store.liftStop(treasury, true, acts.by(who, why));
    }
}
