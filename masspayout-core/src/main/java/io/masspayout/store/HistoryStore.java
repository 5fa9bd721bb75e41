package io.masspayout.store;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.model.DistributionId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ledger's history of each treasury, compared with the database transaction by transaction. A database that was restored, failed over
 * or cloned has forgotten payments, and its ledger has not: the first transaction that the database does not know stops the treasury before
 * anything is paid again.
 *
 * <p>One worker follows a treasury at a time, under a lease on the treasury's row; the others read how far it is. The gate of
 * {@link BatchStore#intend} reads the same row.
 */
public interface HistoryStore {

    /** How often a worker looks at the history while it works. */
    Duration INTERVAL = Duration.ofSeconds(15);

    /** A look is this old at most when something is sent: one may fail, or be late. */
    Duration MAX_AGE = INTERVAL.multipliedBy(2);

    /** The database's clock, which decides how far the history has to reach where the ledger shows no clock of its own. */
    Instant databaseTime();

    /** Every treasury of which a distribution, or a look at its history, is recorded. */
    List<Treasury> treasuries();

    /** How far the history of a treasury is compared. */
    FollowedHistory followed(Treasury treasury);

    /** Says that the gateway keeps no history: nothing is compared, and the gate does not ask for it. */
    void keepsNoHistory(Treasury treasury, Act act);

    /**
     * Claims the following of a treasury's history. When another server answers than at the last look, the gate is closed until the
     * history has passed the given moment. When the database is another one than at the last look (restored, failed over, cloned: its
     * system identifier, timeline or tables are new), a reconcile begins by itself.
     *
     * @param ledgerTime the present by the ledger's clock; empty where it shows none, and then the database's clock decides, never the
     *     host's
     * @return the look, with the ledger time from which the history is to be read; empty when another worker follows it at this moment
     */
    Optional<HistoryLook> beginFollow(Treasury treasury, Lease lease, Optional<Instant> ledgerTime, Act act);

    /**
     * Compares entries of the history with the database, in one database transaction. A transaction that the database knows is ticked
     * off, with its ledger time and its fee. One of this book that it does not know is remembered, and the treasury is stopped with
     * {@link FailureCode#UNKNOWN_PAYMENT}; one of another book that is no neighbour, with {@link FailureCode#OTHER_BOOK}. A known one
     * whose batch has ended otherwise is a contradiction, as in {@link ReconcileStore#adopt}. Repeating it changes nothing.
     */
    TickedOff tickOff(Treasury treasury, Lease lease, List<LedgerEntry> entries, Act act);

    /** Ends a look that has read everything up to a ledger time; the time never goes back, and the look is as old as its beginning. */
    FollowedHistory endFollow(Treasury treasury, Lease lease, HistoryLook look, Instant completeUntil, Act act);

    /** Ends a look that has failed; the reason and its beginning are shown until a look succeeds. */
    void followFailed(Treasury treasury, Lease lease, String reason, Act act);

    /** Distributions of the treasury that a contradiction has blocked until they are reconciled. */
    List<DistributionId> blockedUntilReconciled(Treasury treasury);

    /** Transactions that nothing has explained yet, oldest first. */
    List<UnknownPayment> unknownPayments(Treasury treasury, int limit);

    /**
     * Begins a reconcile of everything that is paid from a treasury, or goes on with the one that is under way on this server of the
     * database. Nothing is sent before {@link #endReconcile}. It has to follow the history to beyond the last possible effect of anything
     * that this database ever allowed: the longest reach of a transaction, after the given time and what the history has shown, with
     * {@link io.masspayout.model.Book#CLOCK_MARGIN}.
     *
     * @param ledgerTime the present by the ledger's clock; empty where it shows none, and then the database's clock decides, never the
     *     host's
     */
    FollowedHistory beginReconcile(Treasury treasury, Optional<Instant> ledgerTime, Act act);

    /**
     * Ends the reconcile when its history is complete and no transaction is unexplained, and lifts a stop with
     * {@link FailureCode#UNKNOWN_PAYMENT}, as every such payment is recorded now. Otherwise it changes nothing. Distributions that a
     * contradiction has blocked stay blocked: {@link ReconcileStore#endReconcile} unblocks them.
     */
    FollowedHistory endReconcile(Treasury treasury, Act act);

    /**
     * Allows payments for a time though the history cannot be compared, as a person decided it.
     *
     * @param length zero takes the permission back
     */
    void allowWithoutHistory(Treasury treasury, Duration length, Act act);
}
