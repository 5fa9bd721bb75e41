package io.masspayout.engine;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Treasury;
import io.masspayout.planning.Planner;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.ReconcileCounts;
import io.masspayout.store.UnknownPayment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database that has forgotten payments (restored from a backup, failed over to a replica that lagged) up to the ledger, treasury
 * by treasury. Every transaction of this library carries its batch in the memo, so the ledger's history tells what the database has forgotten.
 * Nothing is paid from the treasury before the history has passed the moment from which no transaction signed before can still take effect.
 */
public final class Reconciler {

    /** Unknown payments that one report names; the counts are of all. */
    public static final int MAX_NAMED = 100;

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private final PaymentStore store;
    private final PaymentLedger ledger;

    /** Where the reconcile was finished while others went on, at which server: until all have finished, it is not begun again there. */
    private final Map<Treasury, Optional<Instant>> finished = new ConcurrentHashMap<>();

    private final HistoryGate gate;
    private final HistoryFollower follower;
    private final Planner planner;

    Reconciler(PaymentStore store, PaymentLedger ledger, HistoryGate gate, HistoryFollower follower, Planner planner) {
        this.store = store;
        this.ledger = ledger;
        this.gate = gate;
        this.follower = follower;
        this.planner = planner;
    }

    /**
     * Reconciles every treasury of the book, as far as the ledger's history goes now. Stop all workers first; they may be started again when
     * this has returned once, as nothing is paid from a treasury until a call says that it is finished. A treasury that has finished before
     * the others is not begun again by the next call, so that calls in a row come to an end.
     *
     * @throws ConflictException when the gateway keeps no history
     * @throws WrongLedgerException when the gateway is connected to another ledger than the book
     */
    public ReconcileReport reconcile(Act act) {
        requireHistory();
        gate.book(act);
        store.noteRestore(ledger.time());
        Map<Treasury, ReconcileReport.OfTreasury> treasuries = new LinkedHashMap<>();
        for (Treasury treasury : store.treasuries()) {
            treasuries.put(treasury, goOn(treasury, act));
        }
        ReconcileReport report = new ReconcileReport(treasuries);
        if (report.finished()) {
            finished.clear();
        }
        return report;
    }

    private ReconcileReport.OfTreasury goOn(Treasury treasury, Act act) {
        if (finished.containsKey(treasury)) {
            follower.follow(treasury, act);
            FollowedHistory now = store.followed(treasury);
            boolean stillFinished = !now.isReconciling()
                    && now.unknown() == 0
                    && finished.get(treasury).equals(Optional.ofNullable(now.mustReach()))
                    && store.blockedUntilReconciled(treasury).isEmpty();
            if (stillFinished) {
                return new ReconcileReport.OfTreasury(
                        ReconcileCounts.NONE, now.completeUntil(), null, 0, List.of(), now.trouble(), true);
            }
        }
        ReconcileReport.OfTreasury report = reconcile(treasury, act);
        if (report.finished()) {
            // The time that the history must reach is set anew when another server answers.
            finished.put(treasury, Optional.ofNullable(store.followed(treasury).mustReach()));
        } else {
            finished.remove(treasury);
        }
        return report;
    }

    private void requireHistory() {
        if (!ledger.keepsHistory()) {
            throw new ConflictException(
                    "the gateway keeps no history, so payments that the database has forgotten cannot be"
                            + " read back; compare the database with the ledger by hand before the workers are started");
        }
    }

    /** As {@link #reconcile(Act)}, of one treasury only; the others stay as they are. */
    public ReconcileReport.OfTreasury reconcile(Treasury treasury, Act act) {
        requireHistory();
        gate.book(act);
        FollowedHistory begun = store.beginReconcile(treasury, ledger.time(), act);
        follower.follow(treasury, act);
        Set<DistributionId> blocked = new LinkedHashSet<>(store.blockedUntilReconciled(treasury));
        ReconcileCounts counts = startOfHistory(treasury, blocked)
                .map(from -> adopt(treasury, from, act))
                .orElse(ReconcileCounts.NONE);
        boolean finished = store.followed(treasury).isReconciled();
        if (finished) {
            blocked.forEach(id -> store.endReconcile(id, act));
            store.endReconcile(treasury, act);
        }
        FollowedHistory now = store.followed(treasury);
        List<UnknownPayment> unknown = store.unknownPayments(treasury, MAX_NAMED);
        log.info(
                "treasury {} reconciled until {}: {}, {} unknown, finished {}",
                treasury,
                now.completeUntil(),
                counts,
                now.unknown(),
                finished);
        return new ReconcileReport.OfTreasury(
                counts, now.completeUntil(), begun.reconcileUntil(), now.unknown(), unknown, now.trouble(), finished);
    }

    /** From where the history has to be read again: the oldest unknown payment, and what a blocked distribution may have paid. */
    private Optional<Instant> startOfHistory(Treasury treasury, Set<DistributionId> blocked) {
        List<Instant> starts = new ArrayList<>();
        store.unknownPayments(treasury, 1).forEach(unknown -> starts.add(unknown.at()));
        for (DistributionId id : blocked) {
            // Ids are allocated on the ledger's clock, creation is on the host's: one window of margin covers any sane
            // difference.
            starts.add(earliest(find(id)).minus(ledger.limits().validity()));
        }
        return starts.stream().min(Instant::compareTo);
    }

    /** What a template has made again after a restore was paid before it was made this time, but not before its turn came. */
    private static Instant earliest(Distribution distribution) {
        Instant created = distribution.createdAt();
        return distribution.origin() == null
                        || created.isBefore(distribution.origin().time())
                ? created
                : distribution.origin().time();
    }

    private ReconcileCounts adopt(Treasury treasury, Instant from, Act act) {
        try (LedgerHistory history = ledger.history(treasury, from)) {
            return HistoryPages.fold(history, ReconcileCounts.NONE, (sum, page) -> sum.plus(adopt(page, act)));
        }
    }

    private ReconcileCounts adopt(List<LedgerEntry> page, Act act) {
        Map<DistributionId, List<LedgerEntry>> byDistribution = new LinkedHashMap<>();
        page.forEach(entry -> byDistribution
                .computeIfAbsent(entry.reference().distributionId(), id -> new ArrayList<>())
                .add(entry));
        ReconcileCounts counts = ReconcileCounts.NONE;
        for (Map.Entry<DistributionId, List<LedgerEntry>> each : byDistribution.entrySet()) {
            Optional<Distribution> known = store.distribution(each.getKey());
            if (known.isPresent()) {
                planIfForgotten(known.get(), act);
                counts = counts.plus(store.adopt(each.getKey(), each.getValue(), act));
            }
        }
        return counts;
    }

    /**
     * A backup from before the plan: no account is a holder yet, and the ledger has paid some of them. The plan is written before the history
     * is adopted, as a payment to an account that is no holder could not be recorded, and would be made again by a plan that comes later.
     */
    private void planIfForgotten(Distribution distribution, Act act) {
        if (!distribution.isPlanned() && distribution.status().isNotStarted()) {
            planner.plan(distribution.id(), act);
        }
    }

    private Distribution find(DistributionId id) {
        return store.distribution(id).orElseThrow(() -> new NotFoundException("distribution", id));
    }
}
