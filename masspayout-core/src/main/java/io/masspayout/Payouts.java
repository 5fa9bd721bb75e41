package io.masspayout;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.ReconcileReport;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.Book;
import io.masspayout.model.BookId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Fees;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.RetryResult;
import io.masspayout.store.UnknownPayment;
import java.time.Duration;
import java.util.List;
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

    /** What the ledger has charged for a distribution so far, for transactions that paid and for those that failed. */
    public Fees fees(DistributionId id) {
        return store.fees(id);
    }

    /** How holders left batches unpaid, oldest first. */
    public Page<PaymentAttempt> attempts(DistributionId id, PageRequest page) {
        return store.attempts(id, Optional.empty(), page);
    }

    /**
     * Reads the ledger's history back into a database that was restored from a backup, or failed over to a replica that lagged: the one call to
     * make after either. Stop all workers, restore, and call this until it says finished; nothing is paid meanwhile, and execute, retryFailed
     * and runDue say RECONCILING. Distributions that the host has declared since the backup are found again when the host asks for them
     * again with the same idempotency keys.
     *
     * @throws io.masspayout.store.ConflictException when the gateway keeps no history
     * @throws io.masspayout.engine.WrongLedgerException when the gateway is connected to another ledger than the database
     * @throws io.masspayout.ledger.LedgerUnavailableException when the history cannot be read now; call again
     */
    public ReconcileReport reconcile(String who, String why) {
        return engine.reconciler().reconcile(acts.by(who, why));
    }

    /** How far the ledger's history of a treasury is compared with the database, and why not further. */
    public FollowedHistory history(Treasury treasury) {
        return store.followed(treasury);
    }

    /**
     * Transactions on the ledger that this database does not know, oldest first.
     *
     * @param limit at most so many
     */
    public List<UnknownPayment> unknownPayments(Treasury treasury, int limit) {
        return store.unknownPayments(treasury, limit);
    }

    /**
     * Declares that another book pays from an account, too: another tenant's schema, or that of a database that was lost and built anew.
     * Lifts the stops that its payments have made.
     */
    public void declareNeighbour(AccountId account, BookId neighbour, String who, String why) {
        store.declareNeighbour(account, neighbour, acts.by(who, why));
    }

    /**
     * Declares that a distribution which this database has forgotten is settled: its payments on the ledger count as known, and its idempotency
     * key can never be paid again.
     *
     * @throws io.masspayout.store.ConflictException when the database has the distribution; reconcile records its payments then
     */
    public void declareFormer(DistributionId id, String who, String why) {
        store.declareFormer(id, acts.by(who, why));
    }

    /** The book: its id, and the ledger that it is bound to. */
    public Book book() {
        return store.book();
    }

    /** Binds the book to the ledger that the gateway is connected to, when that is another one than before: after a reset of a test network. */
    public Book bindAnew(String who, String why) {
        return store.bindAnew(ledger.fingerprint(), acts.by(who, why));
    }

    /**
     * Allows payments from a treasury for a time though the ledger's history cannot be read. While it lasts, a payment that the database
     * has forgotten is not noticed.
     *
     * @param length zero takes the permission back
     */
    public void allowWithoutHistory(Treasury treasury, Duration length, String who, String why) {
        store.allowWithoutHistory(treasury, length, acts.by(who, why));
    }

    /** Why nothing is paid from a treasury, if so. */
    public Optional<TreasuryStop> treasuryStop(Treasury treasury) {
        return store.stopped(treasury);
    }

    /**
     * Lifts a treasury's stop after a person has looked into it. Stops that a look at the treasury can judge are lifted by execute; others are tried
     * with one batch at a time, at most {@link io.masspayout.store.Probing#MAX} times, and this lifts them at once; those with
     * {@code UNKNOWN_PAYMENT} and {@code OTHER_BOOK} by {@link #reconcile} and {@link #declareNeighbour}, as a word alone would let
     * holders be paid twice.
     *
     * @return whether the treasury is free now
     */
    public boolean liftTreasuryStop(Treasury treasury, String who, String why) {
        return store.liftStop(treasury, true, acts.by(who, why));
    }
}
