package io.masspayout.engine;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.store.Act;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.ReconcileCounts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a restored database up to the ledger. Every transaction of ours carries its batch in the memo, so the payer's history tells
 * what the database has forgotten. Nothing is paid again until the history has passed the moment from which no transaction signed
 * before the restore can still take effect.
 */
public final class Reconciler {

    /** Entries per database transaction: enough to be quick, few enough to lock briefly. */
    private static final int PAGE = 200;

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private final PaymentStore store;
    private final PaymentLedger ledger;

    Reconciler(PaymentStore store, PaymentLedger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /**
     * Reads the history back, as far as it goes now. Stop all workers first; they may be started again when this has returned once,
     * as the distribution is blocked until a call says finished.
     *
     * @param act its time is that by which all workers were stopped
     * @throws io.masspayout.ledger.LedgerUnavailableException when the history cannot be read now; call again
     */
    public ReconcileReport reconcile(DistributionId id, Act act) {
        Distribution distribution = store.beginReconcile(id, act.at(), act);
        Instant since = Objects.requireNonNull(distribution.reconcilingSince(), "beginReconcile stores since when");
        // Ids are allocated on the ledger's clock, creation on ours: one window of margin covers any sane difference.
        Instant from = distribution.createdAt().minus(ledger.limits().validity());
        ReconcileCounts counts = ReconcileCounts.NONE;
        Instant completeUntil;
        try (LedgerHistory history = ledger.history(distribution.treasury(), from)) {
            List<LedgerEntry> entries = history.next(PAGE);
            while (!entries.isEmpty()) {
                counts = counts.plus(store.adopt(id, entries, act));
                entries = history.next(PAGE);
            }
            completeUntil = history.completeUntil();
        }
        Instant finalAfter = since.plus(ledger.limits().validity());
        boolean finished = completeUntil.isAfter(finalAfter);
        if (finished) {
            store.endReconcile(id, act);
        }
        log.info("distribution {} reconciled until {}: {}, finished {}", id, completeUntil, counts, finished);
        return new ReconcileReport(counts, completeUntil, finalAfter, finished);
    }
}
