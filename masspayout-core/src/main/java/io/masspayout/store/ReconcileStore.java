package io.masspayout.store;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import java.time.Instant;
import java.util.List;

/** Brings a database that has forgotten intents (restored from a backup, failed over to a lagging replica) up to the ledger. */
public interface ReconcileStore {

    /**
     * Stops everything but recording outcomes for a distribution. A reconcile that is under way goes on with its first
     * {@code since}.
     *
     * @param since ledger time by which all workers were stopped; ids older than one validity window before it are final
     */
    Distribution beginReconcile(DistributionId id, Instant since, Act act);

    /**
     * Records what the ledger says, entry by entry in ledger order, in one database transaction: outcomes of known ids as
     * {@link BatchStore#settle} would; an entry of a PENDING batch gives it that id and ends it; an entry of a batch that the
     * database does not know is stored as a new one and takes its paid holders from wherever they wait. Entries of other
     * distributions are passed over. Repeating it changes nothing.
     *
     * <p>An entry that took effect though its batch had ended otherwise (DEAD, failed, never sent, cancelled) is a contradiction, and
     * yet what the ledger paid is paid: holders who were to get that amount and still wait, or have FAILED, become PAID, settled by
     * the entry's id. The ended batch stays as it is and keeps the id, as both are for life; a new COMPLETED batch carries these
     * holders and the amounts. It has no ledger id of its own, and its {@link io.masspayout.model.BatchPayout#splitFrom} is the batch
     * that has. The batches in which they waited lose them; one that is left empty ends, and one with a body that still names them
     * ends, too, its other holders going into a new batch. From then on the entry is known.
     *
     * <p>Holders who were paid by another id as well, or are in flight in another batch, who were cancelled, got a wrong amount or are
     * no holders at all cannot be brought together with the entry; the contradiction names them. Whoever is in flight counts as paid
     * by the entry; whoever got a wrong amount and waits ends FAILED. As long as somebody whom the entry paid does not count as paid
     * by it, it is a contradiction each time.
     *
     * <p>Every contradiction is audited, stops the treasury for a person to look at it, and blocks the distribution from the time of
     * the act on, as {@link #beginReconcile} does, unless its status is final. After {@link #endReconcile}, and when the person has
     * lifted the stop, whoever was not paid is.
     */
    ReconcileCounts adopt(DistributionId id, List<LedgerEntry> entries, Act act);

    /** Allows payments again, also after a contradiction has blocked the distribution. */
    Distribution endReconcile(DistributionId id, Act act);
}
