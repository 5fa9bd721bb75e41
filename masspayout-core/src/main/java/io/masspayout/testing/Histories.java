package io.masspayout.testing;

import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.model.AccountId;
import io.masspayout.model.BookId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.HistoryLook;
import io.masspayout.store.Lease;
import io.masspayout.store.TickedOff;
import io.masspayout.store.UnknownPayment;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the ledger's history with the database, and notices what the database has forgotten. */
final class Histories {

    /** What an entry of the history is to this database. */
    private enum Standing {
        KNOWN,
        UNKNOWN,
        OF_ANOTHER_BOOK,
        OF_A_NEIGHBOUR
    }

    private record Neighbour(AccountId account, BookId book) {}

    private record Unknown(Treasury treasury, UnknownPayment payment) {}

    private final Tables tables;
    private final Treasuries treasuries;
    private final Reconciling reconciling;
    private final LastRestore lastRestore;
    private final Map<Treasury, HistoryRow> rows = new LinkedHashMap<>();
    private final Map<LedgerTransactionId, Unknown> unknown = new LinkedHashMap<>();
    private final Set<Neighbour> neighbours = new LinkedHashSet<>();
    private final Set<DistributionId> former = new LinkedHashSet<>();

    Histories(Tables tables, Treasuries treasuries, Reconciling reconciling) {
        this.tables = tables;
        this.treasuries = treasuries;
        this.reconciling = reconciling;
        this.lastRestore = new LastRestore(tables.server());
    }

    /** Takes over everything that another one holds, as copies; a new one must be empty. */
    void copyFrom(Histories other) {
        lastRestore.copyFrom(other.lastRestore);
        other.rows.forEach((treasury, row) -> rows.put(treasury, row.copy()));
        unknown.putAll(other.unknown);
        neighbours.addAll(other.neighbours);
        former.addAll(other.former);
    }

    List<Treasury> treasuries() {
        Set<Treasury> all = new LinkedHashSet<>(rows.keySet());
        tables.distributions.values().forEach(row -> all.add(row.treasury()));
        return List.copyOf(all);
    }

    FollowedHistory followed(Treasury treasury) {
        HistoryRow row = rows.get(treasury);
        boolean news = lastRestore.isNewsOn(tables.server());
        return row == null
                ? FollowedHistory.never(news)
                : row.toRecord(
                        tables.server(),
                        news,
                        tables.now(),
                        unexplained(treasury).size());
    }

    private HistoryRow row(Treasury treasury) {
        return rows.computeIfAbsent(treasury, unused -> new HistoryRow());
    }

    void keepsNoHistory(Treasury treasury) {
        row(treasury).keepsNone();
    }

    Optional<HistoryLook> beginFollow(Treasury treasury, Lease lease, Optional<Instant> ledgerTime, Act act) {
        HistoryRow row = row(treasury);
        Instant databaseNow = tables.now();
        if (row.isLeasedToAnother(lease, databaseNow)) {
            return Optional.empty();
        }
        row.leaseTo(lease, databaseNow);
        notice(treasury, row, ledgerTime.orElse(databaseNow), act);
        Instant from = row.completeUntil();
        return Optional.of(new HistoryLook(from == null ? beginningOf(treasury) : from, databaseNow));
    }

    private void notice(Treasury treasury, HistoryRow row, Instant ledgerTime, Act act) {
        DatabaseServer now = tables.server();
        DatabaseServer before = row.server();
        if (lastRestore.isNewsOn(now)) {
            noteRestore(Optional.of(ledgerTime));
        }
        if (now.equals(before)) {
            return;
        }
        row.isAt(now, ledgerTime);
        if (before == null ? lastRestore.mayStillTakeEffect(ledgerTime) : before.lineage() != now.lineage()) {
            begin(treasury, row, ledgerTime, act);
        }
    }

    void noteRestore(Optional<Instant> ledgerTime) {
        lastRestore.note(tables.server(), tables.book().lastEffect(ledgerTime.orElse(tables.now())));
    }

    private Instant beginningOf(Treasury treasury) {
        return tables.book()
                .beginning(tables.distributions.values().stream()
                        .filter(row -> row.treasury().equals(treasury))
                        .map(row -> row.declared().createdAt())
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    TickedOff tickOff(Treasury treasury, Lease lease, List<LedgerEntry> entries, Act act) {
        TickedOff counts = TickedOff.NOTHING;
        if (!row(treasury).isUnder(lease)) {
            return counts;
        }
        row(treasury).leaseTo(lease, tables.now());
        for (LedgerEntry entry : entries) {
            counts = counts.plus(tickOff(treasury, entry, act));
        }
        return counts;
    }

    private TickedOff tickOff(Treasury treasury, LedgerEntry entry, Act act) {
        return switch (standing(treasury.account(), entry.transactionId(), entry.reference())) {
            case KNOWN -> known(entry, act);
            case OF_A_NEIGHBOUR -> new TickedOff(0, 0, 0, 1);
            case UNKNOWN -> {
                remember(treasury, entry, false, act);
                yield new TickedOff(0, 1, 0, 0);
            }
            case OF_ANOTHER_BOOK -> {
                remember(treasury, entry, true, act);
                yield new TickedOff(0, 0, 1, 0);
            }
        };
    }

    private TickedOff known(LedgerEntry entry, Act act) {
        BatchRow batch = tables.batchOf(entry.transactionId());
        if (batch != null) {
            batch.costs(entry.settled().fee());
        }
        if (batch != null && !batch.isOpen()) {
            reconciling.adopt(batch.distribution().id(), List.of(entry), act);
        }
        return new TickedOff(1, 0, 0, 0);
    }

    private Standing standing(AccountId account, LedgerTransactionId id, BatchReference reference) {
        BookId book = reference.book();
        if (book != null && !book.equals(tables.book().id())) {
            return neighbours.contains(new Neighbour(account, book))
                    ? Standing.OF_A_NEIGHBOUR
                    : Standing.OF_ANOTHER_BOOK;
        }
        BatchRow batch = tables.batchOf(id);
        // A batch that has the id and was never intended would have been sent by a worker that this database has
        // forgotten.
        if ((batch != null && !batch.isPending()) || former.contains(reference.distributionId())) {
            return Standing.KNOWN;
        }
        boolean strange = book == null && !tables.distributions.containsKey(reference.distributionId());
        return strange ? Standing.OF_A_NEIGHBOUR : Standing.UNKNOWN;
    }

    private void remember(Treasury treasury, LedgerEntry entry, boolean otherBook, Act act) {
        UnknownPayment payment = new UnknownPayment(
                entry.transactionId(),
                entry.reference(),
                otherBook,
                entry.settled().at());
        if (unknown.putIfAbsent(entry.transactionId(), new Unknown(treasury, payment)) == null) {
            tables.audit(Tables.TREASURY, treasury, "unknown payment", null, entry.transactionId(), act);
        }
        treasuries.stop(treasury, new TreasuryStop(payment.failure(), act.at()), act);
    }

    FollowedHistory endFollow(Treasury treasury, Lease lease, HistoryLook look, Instant completeUntil) {
        HistoryRow row = row(treasury);
        if (row.isUnder(lease)) {
            row.followedTo(completeUntil, look.begunAt());
        }
        return followed(treasury);
    }

    void followFailed(Treasury treasury, Lease lease, String reason, Act act) {
        HistoryRow row = row(treasury);
        if (row.isUnder(lease)) {
            row.failed(reason, act.at());
        }
    }

    List<DistributionId> blockedUntilReconciled(Treasury treasury) {
        return tables.distributions.values().stream()
                .filter(row -> row.treasury().equals(treasury) && row.isReconciling())
                .map(DistributionRow::id)
                .toList();
    }

    List<UnknownPayment> unknownPayments(Treasury treasury, int limit) {
        return unexplained(treasury).stream()
                .sorted(Comparator.comparing(UnknownPayment::at)
                        .thenComparing(payment -> payment.transactionId().value()))
                .limit(limit)
                .toList();
    }

    /** Whether a distribution may have paid what this database does not know, so that no operator can say yet what a cancel would spare. */
    boolean hasForgotten(DistributionRow row) {
        return (!row.isPlanned() && isReconciling(row.treasury()))
                || unexplained(row.treasury()).stream()
                        .anyMatch(
                                payment -> payment.reference().distributionId().equals(row.id()));
    }

    /** Why a treasury has to stay stopped, whatever else is mended. */
    Optional<Failure> firstUnexplained(Treasury treasury) {
        return unknownPayments(treasury, 1).stream()
                .map(UnknownPayment::failure)
                .findFirst();
    }

    private List<UnknownPayment> unexplained(Treasury treasury) {
        return unknown.values().stream()
                .filter(each -> each.treasury().equals(treasury))
                .map(Unknown::payment)
                .filter(payment -> !isExplained(treasury, payment))
                .toList();
    }

    /**
     * A batch that has ended without the transaction explains nothing, whatever its id is: a worker that knew nothing of the payment gave it up, or an
     * operator cancelled it. Then the history has to be read back.
     */
    private boolean isExplained(Treasury treasury, UnknownPayment payment) {
        BatchRow batch = tables.batchOf(payment.transactionId());
        if (batch != null && batch.hasEndedUnpaid() && !tables.readBack.contains(payment.transactionId())) {
            return false;
        }
        return switch (standing(treasury.account(), payment.transactionId(), payment.reference())) {
            case KNOWN, OF_A_NEIGHBOUR -> true;
            case UNKNOWN, OF_ANOTHER_BOOK -> false;
        };
    }

    // reconcile

    boolean isReconciling(Treasury treasury) {
        return followed(treasury).isReconciling();
    }

    FollowedHistory beginReconcile(Treasury treasury, Optional<Instant> ledgerTime, Act act) {
        HistoryRow row = row(treasury);
        if (!row.reconcilesOn(tables.server())) {
            begin(treasury, row, ledgerTime.orElse(tables.now()), act);
        }
        return followed(treasury);
    }

    private void begin(Treasury treasury, HistoryRow row, Instant ledgerTime, Act act) {
        Instant until = tables.book().lastEffect(later(ledgerTime, row.completeUntil()));
        row.beginReconcile(tables.server(), act.at(), until);
        tables.audit(Tables.TREASURY, treasury, "reconcile begun", null, until, act);
    }

    FollowedHistory endReconcile(Treasury treasury, Act act) {
        if (followed(treasury).isReconciled()) {
            row(treasury).endReconcile();
            tables.audit(Tables.TREASURY, treasury, "reconcile ended", null, null, act);
        }
        if (!followed(treasury).isReconciling()) {
            liftIfExplained(treasury, act);
        }
        return followed(treasury);
    }

    private void liftIfExplained(Treasury treasury, Act act) {
        boolean ofHistory = treasuries
                .stopped(treasury)
                .filter(stop -> stop.failure().code().isOfHistory())
                .isPresent();
        if (ofHistory && unexplained(treasury).isEmpty()) {
            treasuries.lift(treasury, act);
        }
    }

    void allow(Treasury treasury, Duration length, Act act) {
        row(treasury).allowUntil(tables.now().plus(length));
        tables.audit(Tables.TREASURY, treasury, "allowed without history", null, length.toSeconds() + " s", act);
    }

    // books

    void declareNeighbour(AccountId account, BookId book, Act act) {
        neighbours.add(new Neighbour(account, book));
        tables.audit(Tables.TREASURY, account, "neighbour declared", null, book, act);
        for (Treasury treasury : List.copyOf(rows.keySet())) {
            boolean otherBook = treasuries
                    .stopped(treasury)
                    .filter(stop -> stop.failure().code() == FailureCode.OTHER_BOOK)
                    .isPresent();
            if (treasury.account().equals(account) && otherBook) {
                liftIfExplained(treasury, act);
            }
        }
    }

    void declareFormer(DistributionId id, Act act) {
        if (tables.distributions.containsKey(id)) {
            throw new ConflictException(
                    "distribution " + id + " is in the database; reconcile its treasury to record its payments");
        }
        former.add(id);
        tables.audit(Tables.DISTRIBUTION, id, "declared former", null, null, act);
    }

    boolean isFormer(DistributionId id) {
        return former.contains(id);
    }
}
