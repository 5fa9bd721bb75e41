package io.masspayout.engine;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Origin;
import io.masspayout.planning.Planner;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.ReconcileCounts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private final Planner planner;

    Reconciler(PaymentStore store, PaymentLedger ledger, Planner planner) {
        this.store = store;
        this.ledger = ledger;
        this.planner = planner;
    }

    /**
     * Reads the history back, as far as it goes now. Stop all workers first; they may be started again when this has returned once,
     * as the distribution is blocked until a call says finished.
     *
     * @param act its time is that by which all workers were stopped
     * @throws io.masspayout.ledger.LedgerUnavailableException when the history cannot be read now; call again
     * @throws ConflictException when it is a template, of which nothing is paid
     */
    public ReconcileReport reconcile(DistributionId id, Act act) {
        store.distribution(id).ifPresent(Reconciler::refuseTemplate);
        Optional<Distribution> forgotten = store.distribution(id).filter(this::hasForgottenItsPlan);
        Distribution distribution =
                forgotten.isPresent() ? planAgain(forgotten.get(), act) : store.beginReconcile(id, act.at(), act);
        Instant since = Objects.requireNonNull(distribution.reconcilingSince(), "beginReconcile stores since when");
        Instant from = startOfHistory(distribution);
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

    /**
     * Ids are allocated on the ledger's clock, creation on ours: one window of margin covers any sane difference. What a recurring or automatic
     * distribution has made again after the restore was paid before it was made this time, but not before its turn came.
     */
    private Instant startOfHistory(Distribution distribution) {
        Origin origin = distribution.origin();
        Instant created = distribution.createdAt();
        Instant earliest = origin != null && origin.time().isBefore(created) ? origin.time() : created;
        return earliest.minus(ledger.limits().validity());
    }

    private static void refuseTemplate(Distribution distribution) {
        if (distribution.timing().isTemplate()) {
            throw new ConflictException("distribution " + distribution.id() + " is " + distribution.executionType()
                    + " and never paid itself; reconcile the distributions that it has made");
        }
    }

    /** A backup from before the plan: nobody is a holder yet, and the ledger has paid some of them. */
    private boolean hasForgottenItsPlan(Distribution distribution) {
        if (distribution.isPlanned() || distribution.status() != DistributionStatus.PENDING) {
            return false;
        }
        try (LedgerHistory history = ledger.history(distribution.treasury(), startOfHistory(distribution))) {
            for (List<LedgerEntry> page = history.next(PAGE); !page.isEmpty(); page = history.next(PAGE)) {
                if (page.stream()
                        .anyMatch(entry -> entry.reference().distributionId().equals(distribution.id()))) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Writes the plan before the history is read, as a payment that is no holder's could not be recorded, and would be made again by a
     * plan that comes later. The distribution is held until it is blocked, so nothing can be paid by the plan.
     */
    private Distribution planAgain(Distribution distribution, Act act) {
        DistributionId id = distribution.id();
        store.setHeld(id, true, act);
        try {
            store.endReconcile(id, act);
            planner.plan(id, act);
        } finally {
            store.beginReconcile(id, act.at(), act);
            store.setHeld(id, distribution.held(), act);
        }
        return store.distribution(id).orElseThrow(() -> new NotFoundException("distribution", id));
    }
}
