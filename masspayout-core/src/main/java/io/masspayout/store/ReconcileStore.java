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
     */
    ReconcileCounts adopt(DistributionId id, List<LedgerEntry> entries, Act act);

    /** Allows payments again. */
    Distribution endReconcile(DistributionId id, Act act);
}
