package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.HolderStatus;
import io.masspayout.store.Settlement.Ending;
import io.masspayout.store.UnbalancedBooksException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The end of one batch: what is written to its row, and the holders it paid. The rows are locked, so the compare-and-set can only
 * miss when somebody writes to the schema past the locks.
 *
 * @param row as it was before
 * @param transactionId with which it ends; for an intent that was forgotten, the ledger's
 * @param at ledger time, or the host's where the ledger never saw it
 * @param reason why somebody was not paid
 * @param leavers who leaves it unpaid now
 */
record BatchEnding(
        BatchPayoutRecord row,
        @Nullable String transactionId,
        Ending ending,
        Instant at,
        @Nullable Long fee,
        @Nullable Failure reason,
        List<Leaver> leavers) {

    BatchStatus to() {
        return ending.batchStatus();
    }

    int left() {
        return row.getFailedPayments() + leavers.size();
    }

    BigDecimal leftAmount() {
        return leavers.stream().map(Leaver::amount).reduce(row.getFailedAmount(), BigDecimal::add);
    }

    int paid() {
        return ending.tookEffect() ? row.getTotalHolders() - left() : 0;
    }

    BigDecimal paidAmount() {
        return ending.tookEffect() ? row.getAmount().subtract(leftAmount()) : BigDecimal.ZERO;
    }

    private int cancelled() {
        return (int)
                leavers.stream().filter(leaver -> leaver.to().isCancelled()).count();
    }

    private BigDecimal cancelledAmount() {
        return leavers.stream()
                .filter(leaver -> leaver.to().isCancelled())
                .map(Leaver::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Ends the batches: one statement, compare-and-set on status and ledger id. */
    static void writeBatches(DSLContext db, Collection<BatchEnding> endings, Instant now) {
        if (endings.isEmpty()) {
            return;
        }
        Unnested<BatchEnding> u = new Unnested<>("u", endings);
        Field<UUID> id = u.column("id", SQLDataType.UUID, end -> end.row().getId());
        Field<String> from =
                u.column("from_status", StoredText.TYPE, end -> end.row().getStatus());
        Field<String> knownId =
                u.column("known_id", StoredText.TYPE, end -> end.row().getTransactionId());
        Field<String> finalId = u.column("final_id", StoredText.TYPE, BatchEnding::transactionId);
        Field<String> to = u.column("status", StoredText.TYPE, end -> end.to().name());
        Field<String> ending =
                u.column("ending", StoredText.TYPE, end -> end.ending().name());
        Field<Integer> paid = u.column("paid", SQLDataType.INTEGER, BatchEnding::paid);
        Field<BigDecimal> paidAmount = u.column("paid_amount", SQLDataType.NUMERIC, BatchEnding::paidAmount);
        Field<Integer> left = u.column("failed", SQLDataType.INTEGER, BatchEnding::left);
        Field<BigDecimal> leftAmount = u.column("failed_amount", SQLDataType.NUMERIC, BatchEnding::leftAmount);
        Field<Integer> cancelled = u.column("cancelled", SQLDataType.INTEGER, BatchEnding::cancelled);
        Field<BigDecimal> cancelledAmount =
                u.column("cancelled_amount", SQLDataType.NUMERIC, BatchEnding::cancelledAmount);
        Field<String> code = u.column(
                "code",
                StoredText.TYPE,
                end -> end.reason() == null ? null : end.reason().code().name());
        Field<String> detail = u.column(
                "detail",
                StoredText.TYPE,
                end -> end.reason() == null ? null : end.reason().detail());
        Field<Long> fee = u.column("fee", SQLDataType.BIGINT, BatchEnding::fee);
        Field<Instant> at = u.column("ended_at", SQLDataType.INSTANT, BatchEnding::at);
        int hit = db.update(BATCH_PAYOUT)
                .set(BATCH_PAYOUT.STATUS, to)
                .set(BATCH_PAYOUT.ENDING, ending)
                .set(BATCH_PAYOUT.TRANSACTION_ID, finalId)
                .set(BATCH_PAYOUT.SUCCESSFUL_PAYMENTS, paid)
                .set(BATCH_PAYOUT.PAID_AMOUNT, paidAmount)
                .set(BATCH_PAYOUT.FAILED_PAYMENTS, left)
                .set(BATCH_PAYOUT.FAILED_AMOUNT, leftAmount)
                .set(BATCH_PAYOUT.CANCELLED_PAYMENTS, BATCH_PAYOUT.CANCELLED_PAYMENTS.plus(cancelled))
                .set(BATCH_PAYOUT.CANCELLED_AMOUNT, BATCH_PAYOUT.CANCELLED_AMOUNT.plus(cancelledAmount))
                .set(BATCH_PAYOUT.FAILURE_CODE, code)
                .set(BATCH_PAYOUT.ERROR_MESSAGE, detail)
                .set(BATCH_PAYOUT.FEE, fee)
                .set(BATCH_PAYOUT.SETTLED_AT, at)
                .set(BATCH_PAYOUT.EXECUTED_AT, at)
                .setNull(BATCH_PAYOUT.LEASE_TOKEN)
                .setNull(BATCH_PAYOUT.LEASE_UNTIL)
                .setNull(BATCH_PAYOUT.LEASE_OWNER)
                .setNull(BATCH_PAYOUT.LEASE_SINCE)
                .setNull(BATCH_PAYOUT.NEXT_ATTEMPT_AT)
                .set(BATCH_PAYOUT.UPDATED_AT, now)
                .from(u.table())
                .where(BATCH_PAYOUT.ID.eq(id))
                .and(BATCH_PAYOUT.STATUS.isNotDistinctFrom(from))
                .and(BATCH_PAYOUT.TRANSACTION_ID.isNotDistinctFrom(knownId))
                .execute();
        if (hit != endings.size()) {
            throw new UnbalancedBooksException(endings.size() + " batches were to end but " + hit + " were still open");
        }
    }

    /** Pays everybody who is still waiting in batches that took effect: one statement, checked against the batches' sums. */
    static void writePaidHolders(DSLContext db, Collection<BatchEnding> endings, Instant now) {
        List<BatchEnding> tookEffect =
                endings.stream().filter(end -> end.ending().tookEffect()).toList();
        if (tookEffect.isEmpty()) {
            return;
        }
        Map<UUID, Paid> written = new HashMap<>();
        payQuery(db, tookEffect, now).forEach(row -> written.put(row.value1(), new Paid(row.value2(), row.value3())));
        for (BatchEnding end : tookEffect) {
            Paid found = written.getOrDefault(end.row().getId(), new Paid(0, BigDecimal.ZERO));
            if (found.holders() != end.paid() || found.amount().compareTo(end.paidAmount()) != 0) {
                throw new UnbalancedBooksException("batch " + end.row().getId() + " paid " + end.paid() + " holders "
                        + end.paidAmount().toPlainString() + " but " + found.holders() + " waited for "
                        + found.amount().toPlainString());
            }
        }
    }

    /** Pays them, and says of each batch how many it paid and how much. */
    static ResultQuery<Record3<UUID, Integer, BigDecimal>> payQuery(
            DSLContext db, List<BatchEnding> tookEffect, Instant now) {
        Unnested<BatchEnding> u = new Unnested<>("u", tookEffect);
        Field<UUID> batch =
                u.column("batch_id", SQLDataType.UUID, end -> end.row().getId());
        Field<String> transactionId = u.column("transaction_id", StoredText.TYPE, BatchEnding::transactionId);
        Field<Instant> at = u.column("ended_at", SQLDataType.INSTANT, BatchEnding::at);
        CommonTableExpression<Record2<UUID, BigDecimal>> paid = DSL.name("paid")
                .as(db.update(HOLDER)
                        .set(HOLDER.STATUS, HolderStatus.PAID.name())
                        .set(HOLDER.PAID, true)
                        .set(HOLDER.PAID_AMOUNT, HOLDER.PAYMENT_AMOUNT)
                        .set(HOLDER.PAID_AT, at)
                        .set(HOLDER.SETTLED_BY_TRANSACTION_ID, transactionId)
                        .set(HOLDER.UPDATED_AT, now)
                        .from(u.table())
                        .where(HOLDER.BATCH_ID.eq(batch))
                        .and(HolderRows.isInOneOf(tookEffect, end -> end.row().getId()))
                        .and(HOLDER.STATUS.eq(DSL.inline(HolderStatus.PENDING.name())))
                        .returningResult(HOLDER.BATCH_ID, HOLDER.PAID_AMOUNT));
        return db.with(paid)
                .select(
                        Unnested.column("paid", HOLDER.BATCH_ID),
                        DSL.count(),
                        DSL.sum(Unnested.column("paid", HOLDER.PAID_AMOUNT)))
                .from(paid)
                .groupBy(Unnested.column("paid", HOLDER.BATCH_ID));
    }

    private record Paid(int holders, BigDecimal amount) {}
}
