package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.BOOK;
import static io.masspayout.jooq.schema.Tables.FOLLOWED_HISTORY;
import static io.masspayout.jooq.schema.Tables.FORMER_DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.LEDGER_RECORD;
import static io.masspayout.jooq.schema.Tables.NEIGHBOUR_BOOK;
import static io.masspayout.jooq.schema.Tables.UNKNOWN_PAYMENT;

import io.masspayout.ledger.BatchReference;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Treasury;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.HistoryStore;
import io.masspayout.store.UnknownPayment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Rows of followed histories, and of the payments that the database does not know. */
final class FollowedRows {

    private static final Condition AT_THIS_SERVER =
            DatabaseServer.isAt(FOLLOWED_HISTORY.LINEAGE, FOLLOWED_HISTORY.SERVER_START);
    private static final Field<Boolean> FRESH = DSL.field(
                    DSL.coalesce(AT_THIS_SERVER.and(lookedWithin(HistoryStore.MAX_AGE)), DSL.inline(false)))
            .as("fresh");
    private static final Field<Boolean> DUE = DSL.field(
                    DSL.coalesce(DSL.not(AT_THIS_SERVER.and(lookedWithin(HistoryStore.INTERVAL))), DSL.inline(true)))
            .as("look_is_due");
    private static final Field<Boolean> RESTORED = DSL.field(DSL.not(DatabaseServer.isOfLineage(DSL.coalesce(
                    FOLLOWED_HISTORY.LINEAGE, DSL.field(DSL.select(BOOK.LINEAGE).from(BOOK))))))
            .as("restored");
    private static final Field<Boolean> ALLOWED = DSL.field(
                    DSL.coalesce(FOLLOWED_HISTORY.ALLOWED_UNTIL.gt(BatchRows.DATABASE_CLOCK), DSL.inline(false)))
            .as("allowed");

    private FollowedRows() {}

    private static Condition lookedWithin(Duration age) {
        return FOLLOWED_HISTORY.FOLLOWED_AT.ge(DSL.field(
                "clock_timestamp() - {0} * interval '1 second'", SQLDataType.INSTANT, DSL.val(age.toSeconds())));
    }

    /** What a query has to read for {@link #history}, from {@code followed_history} beside {@link DatabaseServer#table}. */
    static SelectField<?>[] fields() {
        return new SelectField<?>[] {
            FOLLOWED_HISTORY.ACCOUNT_ID,
            FOLLOWED_HISTORY.TOKEN_ID,
            FOLLOWED_HISTORY.KEPT,
            FOLLOWED_HISTORY.COMPLETE_UNTIL,
            FOLLOWED_HISTORY.MUST_REACH,
            FOLLOWED_HISTORY.RECONCILING_SINCE,
            FOLLOWED_HISTORY.RECONCILE_UNTIL,
            FOLLOWED_HISTORY.TROUBLE,
            FOLLOWED_HISTORY.TROUBLE_SINCE,
            FRESH,
            DUE,
            RESTORED,
            ALLOWED
        };
    }

    static FollowedHistory history(Record row, long unknown) {
        return new FollowedHistory(
                row.get(FOLLOWED_HISTORY.KEPT),
                row.get(FOLLOWED_HISTORY.COMPLETE_UNTIL),
                row.get(FOLLOWED_HISTORY.MUST_REACH),
                row.get(FRESH),
                row.get(DUE),
                row.get(RESTORED),
                row.get(ALLOWED),
                row.get(FOLLOWED_HISTORY.RECONCILING_SINCE),
                row.get(FOLLOWED_HISTORY.RECONCILE_UNTIL),
                unknown,
                row.get(FOLLOWED_HISTORY.TROUBLE),
                row.get(FOLLOWED_HISTORY.TROUBLE_SINCE));
    }

    static FollowedHistory read(DSLContext db, Treasury treasury) {
        return row(db, treasury)
                .map(row -> history(row, unexplained(db, treasury)))
                .orElseGet(() -> never(db));
    }

    /** Of a treasury that has no row. */
    static FollowedHistory never(DSLContext db) {
        return FollowedHistory.never(db.select(DSL.field(DSL.not(DatabaseServer.isOfLineage(BOOK.LINEAGE))))
                .from(BOOK)
                .crossJoin(DatabaseServer.table())
                .fetchSingle()
                .value1());
    }

    /** What the history has against sending; how many payments are unknown does not matter for that, as they stop the treasury. */
    static FollowedHistory gate(DSLContext db, Treasury treasury) {
        return row(db, treasury).map(row -> history(row, 0)).orElseGet(() -> never(db));
    }

    private static Optional<? extends Record> row(DSLContext db, Treasury treasury) {
        return db.select(fields())
                .from(FOLLOWED_HISTORY)
                .crossJoin(DatabaseServer.table())
                .where(is(treasury))
                .fetchOptional();
    }

    static Condition is(Treasury treasury) {
        return FOLLOWED_HISTORY
                .ACCOUNT_ID
                .eq(treasury.account().value())
                .and(FOLLOWED_HISTORY.TOKEN_ID.eq(treasury.token().value()));
    }

    private static long unexplained(DSLContext db, Treasury treasury) {
        return db.selectCount()
                .from(UNKNOWN_PAYMENT)
                .where(isUnexplained(treasury))
                .fetchSingle()
                .value1();
    }

    /** Why the treasury has to stay stopped, whatever else is mended: the oldest payment that nothing explains. */
    static Optional<Failure> firstUnexplained(DSLContext db, Treasury treasury) {
        return unexplained(db, treasury, 1).stream()
                .map(UnknownPayment::failure)
                .findFirst();
    }

    /** Payments that nothing explains, oldest first. */
    static List<UnknownPayment> unexplained(DSLContext db, Treasury treasury, int limit) {
        UUID book = BookVerbs.read(db).id().value();
        return db.selectFrom(UNKNOWN_PAYMENT)
                .where(isUnexplained(treasury))
                .orderBy(UNKNOWN_PAYMENT.LEDGER_TIME, UNKNOWN_PAYMENT.TRANSACTION_ID)
                .limit(limit)
                .fetch(row -> new UnknownPayment(
                        LedgerTransactionId.of(row.getTransactionId()),
                        BatchReference.parse(row.getMemo())
                                .orElseThrow(() -> new IllegalStateException("no batch in memo " + row.getMemo())),
                        row.getBookId() != null && !row.getBookId().equals(book),
                        row.getLedgerTime()));
    }

    /** Payments of a treasury that no batch, no former distribution and no neighbour explains by now. */
    static Condition isUnexplained(Treasury treasury) {
        Condition ofThisBook = UNKNOWN_PAYMENT
                .BOOK_ID
                .isNull()
                .or(UNKNOWN_PAYMENT.BOOK_ID.eq(DSL.select(BOOK.ID).from(BOOK)));
        // A batch that has ended without the transaction explains nothing, whatever its id is: a worker that knew
        // nothing of the payment
        // gave it up, or an operator cancelled it. Then the history has to be read back, which leaves its record.
        Condition recorded = DSL.exists(DSL.selectOne()
                        .from(BATCH_PAYOUT)
                        .where(BATCH_PAYOUT.TRANSACTION_ID.eq(UNKNOWN_PAYMENT.TRANSACTION_ID))
                        .and(BATCH_PAYOUT.STATUS.in(
                                DSL.inline(BatchStatus.PROCESSING.name()), DSL.inline(BatchStatus.COMPLETED.name()))))
                .or(DSL.exists(DSL.selectOne()
                        .from(LEDGER_RECORD)
                        .where(LEDGER_RECORD.TRANSACTION_ID.eq(UNKNOWN_PAYMENT.TRANSACTION_ID))));
        Condition former = DSL.exists(DSL.selectOne()
                .from(FORMER_DISTRIBUTION)
                .where(FORMER_DISTRIBUTION.DISTRIBUTION_ID.eq(UNKNOWN_PAYMENT.DISTRIBUTION_ID)));
        Condition neighbour = DSL.exists(DSL.selectOne()
                .from(NEIGHBOUR_BOOK)
                .where(NEIGHBOUR_BOOK.ACCOUNT_ID.eq(UNKNOWN_PAYMENT.ACCOUNT_ID))
                .and(NEIGHBOUR_BOOK.BOOK_ID.eq(UNKNOWN_PAYMENT.BOOK_ID)));
        return UNKNOWN_PAYMENT
                .ACCOUNT_ID
                .eq(treasury.account().value())
                .and(UNKNOWN_PAYMENT.TOKEN_ID.eq(treasury.token().value()))
                .and(ofThisBook
                        .and(DSL.not(recorded))
                        .and(DSL.not(former))
                        .or(DSL.not(ofThisBook).and(DSL.not(neighbour))));
    }

    /** The later of two times. */
    static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
