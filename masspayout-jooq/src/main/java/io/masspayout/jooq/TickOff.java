package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.FORMER_DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.LEDGER_RECORD;
import static io.masspayout.jooq.schema.Tables.NEIGHBOUR_BOOK;
import static io.masspayout.jooq.schema.Tables.UNKNOWN_PAYMENT;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.model.BookId;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Act;
import io.masspayout.store.TickedOff;
import io.masspayout.store.UnknownPayment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Compares one page of a treasury's history with the database, inside one transaction: a constant number of statements where all is known. */
final class TickOff {

    private final DSLContext db;
    private final Treasury treasury;
    private final Audit audit;
    private final TreasuryStops stops;
    private final Act act;

    TickOff(DSLContext db, Treasury treasury, Audit audit, TreasuryStops stops, Act act) {
        this.db = db;
        this.treasury = treasury;
        this.audit = audit;
        this.stops = stops;
        this.act = act;
    }

    /**
     * What the page came to.
     *
     * @param contradictory entries whose batch the database knows, and which may have ended otherwise: adoption looks closer
     */
    record Result(TickedOff counts, List<LedgerEntry> contradictory) {

        static final Result NOTHING = new Result(TickedOff.NOTHING, List.of());
    }

    Result of(List<LedgerEntry> entries) {
        BookId book = BookVerbs.read(db).id();
        Map<String, BatchPayoutRecord> batches = db.select(
                        BATCH_PAYOUT.ID,
                        BATCH_PAYOUT.DISTRIBUTION_ID,
                        BATCH_PAYOUT.TRANSACTION_ID,
                        BATCH_PAYOUT.STATUS,
                        BATCH_PAYOUT.ENDING,
                        BATCH_PAYOUT.SUCCESSFUL_PAYMENTS)
                .from(BATCH_PAYOUT)
                .where(DSL.condition(
                        // As a template: jOOQ makes no array of a type that has a gate.
                        "{0} = any ({1})",
                        BATCH_PAYOUT.TRANSACTION_ID,
                        Unnested.array(
                                StoredText.TYPE,
                                entries,
                                entry -> entry.transactionId().value())))
                .fetchInto(BATCH_PAYOUT)
                .intoMap(BATCH_PAYOUT.TRANSACTION_ID);
        List<LedgerEntry> known = new ArrayList<>();
        List<LedgerEntry> contradictory = new ArrayList<>();
        List<LedgerEntry> strange = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            BatchPayoutRecord batch = batches.get(entry.transactionId().value());
            if (batch == null || BatchRows.status(batch).isUnsent()) {
                // A batch that has the id and was never intended was sent by a worker that this database has forgotten.
                strange.add(entry);
            } else {
                known.add(entry);
                if (mayHaveEndedOtherwise(batch, entry)) {
                    contradictory.add(entry);
                }
            }
        }
        record(db, known);
        return new Result(judge(book, strange).plus(new TickedOff(known.size(), 0, 0, 0)), contradictory);
    }

    private static boolean mayHaveEndedOtherwise(BatchPayoutRecord batch, LedgerEntry entry) {
        if (!BatchRows.status(batch).isFinal()) {
            return false;
        }
        EntryOutcome outcome = EntryOutcome.of(entry);
        boolean sameEnding = outcome.ending().name().equals(batch.getEnding());
        return !sameEnding || batch.getSuccessfulPayments() != entry.payments().size();
    }

    /** Remembers what the history showed of transactions that the database has taken in. */
    static void record(DSLContext db, List<LedgerEntry> known) {
        if (known.isEmpty()) {
            return;
        }
        Unnested<LedgerEntry> u = new Unnested<>("u", known);
        var id = u.column(
                "transaction_id",
                StoredText.TYPE,
                entry -> entry.transactionId().value());
        var time = u.column(
                "ledger_time", SQLDataType.INSTANT, entry -> entry.settled().at());
        var fee = u.column("fee", SQLDataType.BIGINT, entry -> entry.settled().fee());
        db.insertInto(LEDGER_RECORD, LEDGER_RECORD.TRANSACTION_ID, LEDGER_RECORD.LEDGER_TIME, LEDGER_RECORD.FEE)
                .select(DSL.select(id, time, fee).from(u.table()))
                .onConflictDoNothing()
                .execute();
    }

    private TickedOff judge(BookId book, List<LedgerEntry> strange) {
        if (strange.isEmpty()) {
            return TickedOff.NOTHING;
        }
        Set<UUID> former = ids(strange, DistributionIds.FORMER);
        Set<UUID> here = ids(strange, DistributionIds.HERE);
        Set<UUID> neighbours = new HashSet<>(db.select(NEIGHBOUR_BOOK.BOOK_ID)
                .from(NEIGHBOUR_BOOK)
                .where(NEIGHBOUR_BOOK.ACCOUNT_ID.eq(treasury.account().value()))
                .fetch(NEIGHBOUR_BOOK.BOOK_ID));
        TickedOff counts = TickedOff.NOTHING;
        for (LedgerEntry entry : strange) {
            BatchReference reference = entry.reference();
            BookId named = reference.book();
            UUID distribution = reference.distributionId().value();
            if (named != null && !named.equals(book)) {
                boolean declared = neighbours.contains(named.value());
                counts = counts.plus(declared ? new TickedOff(0, 0, 0, 1) : new TickedOff(0, 0, 1, 0));
                if (!declared) {
                    remember(entry, true);
                }
            } else if (former.contains(distribution)) {
                counts = counts.plus(new TickedOff(1, 0, 0, 0));
            } else if (named == null && !here.contains(distribution)) {
                // A memo of the first form names no book: it is of this one only when its distribution is.
                counts = counts.plus(new TickedOff(0, 0, 0, 1));
            } else {
                counts = counts.plus(new TickedOff(0, 1, 0, 0));
                remember(entry, false);
            }
        }
        return counts;
    }

    private enum DistributionIds {
        HERE,
        FORMER
    }

    private Set<UUID> ids(List<LedgerEntry> entries, DistributionIds which) {
        var named = DSL.any(Unnested.array(
                SQLDataType.UUID,
                entries,
                entry -> entry.reference().distributionId().value()));
        return switch (which) {
            case HERE ->
                new HashSet<>(db.select(DISTRIBUTION.ID)
                        .from(DISTRIBUTION)
                        .where(DISTRIBUTION.ID.eq(named))
                        .fetch(DISTRIBUTION.ID));
            case FORMER ->
                new HashSet<>(db.select(FORMER_DISTRIBUTION.DISTRIBUTION_ID)
                        .from(FORMER_DISTRIBUTION)
                        .where(FORMER_DISTRIBUTION.DISTRIBUTION_ID.eq(named))
                        .fetch(FORMER_DISTRIBUTION.DISTRIBUTION_ID));
        };
    }

    private void remember(LedgerEntry entry, boolean otherBook) {
        BatchReference reference = entry.reference();
        BookId named = reference.book();
        UnknownPayment payment = new UnknownPayment(
                entry.transactionId(), reference, otherBook, entry.settled().at());
        int fresh = db.insertInto(UNKNOWN_PAYMENT)
                .set(UNKNOWN_PAYMENT.TRANSACTION_ID, entry.transactionId().value())
                .set(UNKNOWN_PAYMENT.ACCOUNT_ID, treasury.account().value())
                .set(UNKNOWN_PAYMENT.TOKEN_ID, treasury.token().value())
                .set(UNKNOWN_PAYMENT.MEMO, reference.toString())
                .set(UNKNOWN_PAYMENT.BOOK_ID, named == null ? null : named.value())
                .set(UNKNOWN_PAYMENT.DISTRIBUTION_ID, reference.distributionId().value())
                .set(UNKNOWN_PAYMENT.BATCH_ID, reference.batchId().value())
                .set(UNKNOWN_PAYMENT.LEDGER_TIME, payment.at())
                .set(UNKNOWN_PAYMENT.SEEN_AT, act.at())
                .onConflictDoNothing()
                .execute();
        if (fresh > 0) {
            audit.write(
                    db, act, Change.of(treasury, "unknown payment", null, entry.transactionId(), reference.toString()));
        }
        stops.stop(db, treasury, new TreasuryStop(payment.failure(), act.at()), act);
    }
}
