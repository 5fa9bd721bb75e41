package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.IdSource;
import io.masspayout.store.Act;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.ReconcileCounts;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings a database that has forgotten intents up to the ledger. */
final class ReconcileVerbs {

    private final Transactions transactions;
    private final IdSource ids;
    private final Audit audit;
    private final TreasuryStops stops;

    ReconcileVerbs(Transactions transactions, IdSource ids, Audit audit, TreasuryStops stops) {
        this.transactions = transactions;
        this.ids = ids;
        this.audit = audit;
        this.stops = stops;
    }

    Distribution begin(DistributionId id, Instant since, Act act) {
        return change(id, since, "reconcile begun", act);
    }

    Distribution end(DistributionId id, Act act) {
        return change(id, null, "reconcile ended", act);
    }

    private Distribution change(DistributionId id, @Nullable Instant since, String event, Act act) {
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.locked(db, id);
            // One that is under way keeps its first time; one that is not cannot end.
            if ((since == null) == (row.getReconcilingSince() == null)) {
                return DistributionRows.distribution(row);
            }
            DistributionRecord changed = db.update(DISTRIBUTION)
                    .set(DISTRIBUTION.RECONCILING_SINCE, since)
                    .set(DISTRIBUTION.UPDATED_AT, act.at())
                    .where(DISTRIBUTION.ID.eq(id.value()))
                    .returning()
                    .fetchSingle();
            audit.write(db, act, Change.of(id, event, row.getStatus(), row.getStatus(), act.why()));
            return DistributionRows.distribution(changed);
        });
    }

    ReconcileCounts adopt(DistributionId id, List<LedgerEntry> entries, Act act) {
        return transactions.run(db -> {
            DistributionRows.read(db, id);
            // Whatever a contradiction would stop is locked now, as batches come after it in the order of locks.
            DistributionRecord row =
                    stops.lock(db, Set.of(), Set.of(id.value())).get(id.value());
            if (row == null) {
                throw new NotFoundException("distribution", id);
            }
            Adoption adoption = new Adoption(db, ids, audit, stops, row, act);
            ReconcileCounts counts = ReconcileCounts.NONE;
            List<LedgerEntry> theirs = entries.stream()
                    .filter(entry -> entry.reference().distributionId().equals(id))
                    .toList();
            for (LedgerEntry entry : theirs) {
                counts = counts.plus(adoption.adopt(entry));
            }
            TickOff.record(db, theirs);
            return counts;
        });
    }
}
