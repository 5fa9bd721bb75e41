package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BOOK;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.FOLLOWED_HISTORY;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.BookRecord;
import io.masspayout.jooq.schema.tables.records.FollowedHistoryRecord;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.model.AccountId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.store.Act;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.HistoryLook;
import io.masspayout.store.Lease;
import io.masspayout.store.TickedOff;
import io.masspayout.store.UnknownPayment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;

/** How far the ledger's history of each treasury is compared with the database, and what a database that has forgotten waits for. */
final class HistoryVerbs {

    private final Transactions transactions;
    private final Audit audit;
    private final TreasuryStops stops;
    private final HistoryStops explained;
    private final ReconcileVerbs reconciling;

    HistoryVerbs(
            Transactions transactions,
            Audit audit,
            TreasuryStops stops,
            HistoryStops explained,
            ReconcileVerbs reconciling) {
        this.transactions = transactions;
        this.audit = audit;
        this.stops = stops;
        this.explained = explained;
        this.reconciling = reconciling;
    }

    List<Treasury> treasuries() {
        return transactions.run(db -> db.selectDistinct(DISTRIBUTION.TREASURY_ACCOUNT_ID, DISTRIBUTION.PAYMENT_TOKEN_ID)
                .from(DISTRIBUTION)
                .union(DSL.select(FOLLOWED_HISTORY.ACCOUNT_ID, FOLLOWED_HISTORY.TOKEN_ID)
                        .from(FOLLOWED_HISTORY))
                .orderBy(1, 2)
                .fetch(row -> new Treasury(AccountId.of(row.value1()), TokenId.of(row.value2()))));
    }

    FollowedHistory followed(Treasury treasury) {
        return transactions.run(db -> FollowedRows.read(db, treasury));
    }

    void keepsNoHistory(Treasury treasury, Act act) {
        transactions.run(db -> {
            boolean known = db.fetchExists(db.selectOne()
                    .from(FOLLOWED_HISTORY)
                    .where(FollowedRows.is(treasury))
                    .andNot(FOLLOWED_HISTORY.KEPT));
            if (!known) {
                locked(db, treasury);
                db.update(FOLLOWED_HISTORY)
                        .set(FOLLOWED_HISTORY.KEPT, false)
                        .where(FollowedRows.is(treasury))
                        .execute();
                audit.write(db, act, Change.of(treasury, "keeps no history", null, null, act.why()));
            }
            return known;
        });
    }

    /** The row, made if it is not there, kept from changing. */
    private static FollowedHistoryRecord locked(DSLContext db, Treasury treasury) {
        db.insertInto(FOLLOWED_HISTORY, FOLLOWED_HISTORY.ACCOUNT_ID, FOLLOWED_HISTORY.TOKEN_ID)
                .values(treasury.account().value(), treasury.token().value())
                .onConflictDoNothing()
                .execute();
        return db.selectFrom(FOLLOWED_HISTORY)
                .where(FollowedRows.is(treasury))
                .forNoKeyUpdate()
                .fetchSingle();
    }

    Optional<HistoryLook> beginFollow(Treasury treasury, Lease lease, Optional<Instant> ledgerTime, Act act) {
        return transactions.run(db -> {
            FollowedHistoryRecord row = locked(db, treasury);
            Instant now = now(db);
            boolean leased = row.getLeaseToken() != null
                    && !row.getLeaseToken().equals(lease.token())
                    && row.getLeaseUntil().isAfter(now);
            if (leased) {
                return Optional.empty();
            }
            notice(db, treasury, row, ledgerTime.orElse(now), act);
            db.update(FOLLOWED_HISTORY)
                    .set(FOLLOWED_HISTORY.KEPT, true)
                    .set(FOLLOWED_HISTORY.LEASE_TOKEN, lease.token())
                    .set(FOLLOWED_HISTORY.LEASE_OWNER, lease.owner())
                    .set(FOLLOWED_HISTORY.LEASE_UNTIL, BatchRows.until(lease))
                    .where(FollowedRows.is(treasury))
                    .execute();
            Instant from = row.getCompleteUntil();
            return Optional.of(new HistoryLook(from == null ? beginningOf(db, treasury) : from, now));
        });
    }

    private static Instant now(DSLContext db) {
        return db.select(BatchRows.DATABASE_CLOCK).fetchSingle().value1();
    }

    private void notice(DSLContext db, Treasury treasury, FollowedHistoryRecord row, Instant ledgerTime, Act act) {
        DatabaseServer server = DatabaseServer.of(db);
        String lineage = row.getLineage();
        BookRecord book = db.selectFrom(BOOK).fetchSingle();
        if (!server.lineage().equals(book.getLineage())) {
            book = noteRestore(db, server, ledgerTime);
        }
        if (server.lineage().equals(lineage) && server.start().equals(row.getServerStart())) {
            return;
        }
        db.update(FOLLOWED_HISTORY)
                .set(FOLLOWED_HISTORY.LINEAGE, server.lineage())
                .set(FOLLOWED_HISTORY.SERVER_START, server.start())
                .set(FOLLOWED_HISTORY.MUST_REACH, ledgerTime)
                .where(FollowedRows.is(treasury))
                .execute();
        boolean restored = lineage == null
                ? book.getRestoredUntil() != null && book.getRestoredUntil().isAfter(ledgerTime)
                : !lineage.equals(server.lineage());
        if (restored) {
            begin(
                    db,
                    treasury,
                    server,
                    FollowedRows.later(ledgerTime, row.getCompleteUntil()),
                    act,
                    "the database is another one than at the last look: " + server.lineage() + " instead of "
                            + lineage);
        }
    }

    void noteRestore(Optional<Instant> ledgerTime) {
        transactions.run(db -> noteRestore(db, DatabaseServer.of(db), ledgerTime.orElseGet(() -> now(db))));
    }

    /** Once for each server. */
    private static BookRecord noteRestore(DSLContext db, DatabaseServer server, Instant ledgerTime) {
        BookRecord book = db.selectFrom(BOOK).forNoKeyUpdate().fetchSingle();
        if (!server.name().equals(book.getRestoredOn())) {
            book.setLineage(server.lineage());
            book.setRestoredOn(server.name());
            book.setRestoredUntil(BookVerbs.of(book).lastEffect(ledgerTime));
            db.update(BOOK)
                    .set(BOOK.LINEAGE, book.getLineage())
                    .set(BOOK.RESTORED_ON, book.getRestoredOn())
                    .set(BOOK.RESTORED_UNTIL, book.getRestoredUntil())
                    .execute();
        }
        return book;
    }

    private static Instant beginningOf(DSLContext db, Treasury treasury) {
        Instant oldest = db.select(DSL.min(DISTRIBUTION.CREATED_AT))
                .from(DISTRIBUTION)
                .where(TreasuryStops.paysFrom(treasury))
                .fetchSingle()
                .value1();
        return BookVerbs.read(db).beginning(oldest);
    }

    /** Adoption of what contradicts is a transaction of its own for each distribution: it locks the distribution first. */
    TickedOff tickOff(Treasury treasury, Lease lease, List<LedgerEntry> entries, Act act) {
        TickOff.Result result = transactions.run(db -> {
            int mine = db.update(FOLLOWED_HISTORY)
                    .set(FOLLOWED_HISTORY.LEASE_UNTIL, BatchRows.until(lease))
                    .where(isUnder(treasury, lease))
                    .execute();
            return mine == 0 ? TickOff.Result.NOTHING : new TickOff(db, treasury, audit, stops, act).of(entries);
        });
        Map<DistributionId, List<LedgerEntry>> contradictory = result.contradictory().stream()
                .collect(Collectors.groupingBy(entry -> entry.reference().distributionId()));
        contradictory.forEach((id, theirs) -> reconciling.adopt(id, theirs, act));
        return result.counts();
    }

    FollowedHistory endFollow(Treasury treasury, Lease lease, HistoryLook look, Instant completeUntil) {
        // Rounded down, as the rest of the microsecond has not been compared.
        Instant reached = completeUntil.truncatedTo(ChronoUnit.MICROS);
        return transactions.run(db -> {
            givingBack(db)
                    .set(
                            FOLLOWED_HISTORY.COMPLETE_UNTIL,
                            DSL.greatest(
                                    DSL.coalesce(FOLLOWED_HISTORY.COMPLETE_UNTIL, DSL.val(reached)), DSL.val(reached)))
                    .set(FOLLOWED_HISTORY.FOLLOWED_AT, look.begunAt())
                    .setNull(FOLLOWED_HISTORY.TROUBLE)
                    .setNull(FOLLOWED_HISTORY.TROUBLE_SINCE)
                    .where(isUnder(treasury, lease))
                    .execute();
            return FollowedRows.read(db, treasury);
        });
    }

    /** An update with which the worker that follows a history gives its lease back. */
    private static UpdateSetMoreStep<FollowedHistoryRecord> givingBack(DSLContext db) {
        return db.update(FOLLOWED_HISTORY)
                .setNull(FOLLOWED_HISTORY.LEASE_TOKEN)
                .setNull(FOLLOWED_HISTORY.LEASE_OWNER)
                .setNull(FOLLOWED_HISTORY.LEASE_UNTIL);
    }

    static Condition isUnder(Treasury treasury, Lease lease) {
        return FollowedRows.is(treasury).and(FOLLOWED_HISTORY.LEASE_TOKEN.eq(lease.token()));
    }

    void followFailed(Treasury treasury, Lease lease, String reason, Act act) {
        transactions.run(db -> givingBack(db)
                .set(FOLLOWED_HISTORY.TROUBLE, reason)
                .set(FOLLOWED_HISTORY.TROUBLE_SINCE, DSL.coalesce(FOLLOWED_HISTORY.TROUBLE_SINCE, DSL.val(act.at())))
                .where(isUnder(treasury, lease))
                .execute());
    }

    List<DistributionId> blockedUntilReconciled(Treasury treasury) {
        return transactions.run(db -> db.select(DISTRIBUTION.ID)
                .from(DISTRIBUTION)
                .where(TreasuryStops.paysFrom(treasury))
                .and(DISTRIBUTION.RECONCILING_SINCE.isNotNull())
                .orderBy(DISTRIBUTION.ID)
                .fetch(row -> new DistributionId(row.value1())));
    }

    List<UnknownPayment> unknownPayments(Treasury treasury, int limit) {
        return transactions.run(db -> FollowedRows.unexplained(db, treasury, limit));
    }

    // reconcile

    FollowedHistory beginReconcile(Treasury treasury, Optional<Instant> ledgerTime, Act act) {
        return transactions.run(db -> {
            FollowedHistoryRecord row = locked(db, treasury);
            DatabaseServer server = DatabaseServer.of(db);
            if (!server.name().equals(row.getReconcilingOn())) {
                begin(
                        db,
                        treasury,
                        server,
                        FollowedRows.later(ledgerTime.orElseGet(() -> now(db)), row.getCompleteUntil()),
                        act,
                        act.why());
            }
            return FollowedRows.read(db, treasury);
        });
    }

    private void begin(DSLContext db, Treasury treasury, DatabaseServer server, Instant newest, Act act, String why) {
        Instant until = BookVerbs.read(db).lastEffect(newest);
        db.update(FOLLOWED_HISTORY)
                .set(FOLLOWED_HISTORY.RECONCILING_SINCE, act.at())
                .set(FOLLOWED_HISTORY.RECONCILE_UNTIL, until)
                .set(FOLLOWED_HISTORY.RECONCILING_ON, server.name())
                .where(FollowedRows.is(treasury))
                .execute();
        audit.write(db, act, Change.of(treasury, "reconcile begun", null, until, why));
    }

    FollowedHistory endReconcile(Treasury treasury, Act act) {
        return transactions.run(db -> {
            locked(db, treasury);
            FollowedHistory seen = FollowedRows.read(db, treasury);
            if (seen.isReconciling() && !seen.isReconciled()) {
                return seen;
            }
            if (seen.isReconciling()) {
                db.update(FOLLOWED_HISTORY)
                        .setNull(FOLLOWED_HISTORY.RECONCILING_SINCE)
                        .setNull(FOLLOWED_HISTORY.RECONCILE_UNTIL)
                        .setNull(FOLLOWED_HISTORY.RECONCILING_ON)
                        .where(FollowedRows.is(treasury))
                        .execute();
                audit.write(db, act, Change.of(treasury, "reconcile ended", null, null, act.why()));
            }
            explained.liftExplained(db, treasury, act);
            return FollowedRows.read(db, treasury);
        });
    }

    void allowWithoutHistory(Treasury treasury, Duration length, Act act) {
        transactions.run(db -> {
            locked(db, treasury);
            db.update(FOLLOWED_HISTORY)
                    .set(FOLLOWED_HISTORY.ALLOWED_UNTIL, BatchRows.after(length))
                    .where(FollowedRows.is(treasury))
                    .execute();
            audit.write(
                    db,
                    act,
                    Change.of(treasury, "allowed without history", null, length.toSeconds() + " s", act.why()));
            return length;
        });
    }
}
