package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.IdSource;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.RetryResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Tries FAILED holders again, all of a distribution in one statement. */
final class RetryVerbs {

    private static final Field<UUID> HOLDER_ID = DSL.field(DSL.name("holder_id"), SQLDataType.UUID);
    private static final Field<BigDecimal> AMOUNT = DSL.field(DSL.name("amount"), SQLDataType.NUMERIC);
    private static final Field<Integer> BATCH = DSL.field(DSL.name("batch"), SQLDataType.INTEGER);

    private final Transactions transactions;
    private final IdSource ids;
    private final Audit audit;

    RetryVerbs(Transactions transactions, IdSource ids, Audit audit) {
        this.transactions = transactions;
        this.ids = ids;
        this.audit = audit;
    }

    RetryResult retryFailed(DistributionId id, int holdersPerBatch, Act act) {
        if (holdersPerBatch <= 0) {
            throw new IllegalArgumentException("holdersPerBatch must be positive but is " + holdersPerBatch);
        }
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.locked(db, id);
            DistributionStatus status = DistributionRows.status(row);
            if (!status.mayHaveFailed() || row.getCancelRequested()) {
                throw new ConflictException("distribution " + id + " is " + status
                        + (row.getCancelRequested() ? " and cancelled" : "") + ": its holders cannot be tried again");
            }
            boolean reconciling =
                    FollowedRows.gate(db, DistributionRows.treasury(row)).isReconciling();
            if (reconciling || row.getReconcilingSince() != null) {
                throw new ConflictException("RECONCILING: the ledger's history of distribution " + id
                        + " is being read back; who has failed is known after that");
            }
            RetryResult result = move(db, id, holdersPerBatch, act);
            if (result.holders() > 0) {
                db.update(DISTRIBUTION)
                        .set(DISTRIBUTION.STATUS, DistributionStatus.PROCESSING.name())
                        .set(DISTRIBUTION.FUNDED, false)
                        .set(DISTRIBUTION.UPDATED_AT, act.at())
                        .where(DISTRIBUTION.ID.eq(id.value()))
                        .execute();
                audit.write(
                        db,
                        act,
                        Change.of(
                                id,
                                "retried failed",
                                status,
                                DistributionStatus.PROCESSING,
                                result.holders() + " holders in " + result.batches() + " batches. " + act.why()));
            }
            return result;
        });
    }

    private RetryResult move(DSLContext db, DistributionId id, int holdersPerBatch, Act act) {
        int last = new NewBatch.Numbers(db, List.of(id.value())).next(id.value()) - 1;
        DerivedIds batchIds = new DerivedIds(ids.next());
        CommonTableExpression<?> failed = DSL.name("failed").asMaterialized(failed(id, holdersPerBatch));
        Table<?> rows = DSL.table("failed");
        CommonTableExpression<Record1<UUID>> made = DSL.name("made")
                .as(db.insertInto(
                                BATCH_PAYOUT,
                                BATCH_PAYOUT.ID,
                                BATCH_PAYOUT.DISTRIBUTION_ID,
                                BATCH_PAYOUT.BATCH_NUMBER,
                                BATCH_PAYOUT.TOTAL_HOLDERS,
                                BATCH_PAYOUT.AMOUNT,
                                BATCH_PAYOUT.STATUS,
                                BATCH_PAYOUT.RETRY_DEPTH,
                                BATCH_PAYOUT.CREATED_AT,
                                BATCH_PAYOUT.UPDATED_AT)
                        .select(DSL.select(
                                        batchIds.at(BATCH),
                                        DSL.val(id.value()),
                                        BATCH.plus(last),
                                        DSL.count(),
                                        DSL.sum(AMOUNT),
                                        StoredText.value(BatchStatus.PENDING.name()),
                                        // A person has looked: what is retried by itself begins anew.
                                        DSL.inline(0),
                                        DSL.val(act.at()),
                                        DSL.val(act.at()))
                                .from(rows)
                                .groupBy(BATCH))
                        .returningResult(BATCH_PAYOUT.ID));
        CommonTableExpression<Record1<UUID>> moved = DSL.name("moved")
                .as(db.update(HOLDER)
                        .set(HOLDER.STATUS, HolderStatus.PENDING.name())
                        .setNull(HOLDER.FAILURE_CODE)
                        .setNull(HOLDER.FAILURE_DETAIL)
                        .set(HOLDER.BATCH_ID, batchIds.at(BATCH))
                        .set(HOLDER.UPDATED_AT, act.at())
                        .from(rows)
                        .where(HOLDER.ID.eq(HOLDER_ID))
                        .and(HOLDER.STATUS.eq(DSL.inline(HolderStatus.FAILED.name())))
                        .returningResult(HOLDER.ID));
        var counts = db.with(failed, made, moved)
                .select(
                        DSL.field(DSL.selectCount().from(moved)),
                        DSL.field(DSL.selectCount().from(made)))
                .fetchSingle();
        return new RetryResult(counts.value1(), counts.value2());
    }

    /** By way of the batches that somebody has left: holders have no index on their status, so that paying one moves no index. */
    static Select<?> failed(DistributionId id, int holdersPerBatch) {
        Field<Integer> position = DSL.rowNumber().over(DSL.orderBy(HOLDER.ACCOUNT_ID));
        return DSL.select(
                        HOLDER.ID.as(HOLDER_ID),
                        HOLDER.PAYMENT_AMOUNT.as(AMOUNT),
                        position.minus(DSL.inline(1))
                                .div(DSL.val(holdersPerBatch))
                                .plus(DSL.inline(1))
                                .as(BATCH))
                .from(BATCH_PAYOUT)
                .join(HOLDER)
                .on(HOLDER.BATCH_ID.eq(BATCH_PAYOUT.ID))
                .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(id.value()))
                .and(BATCH_PAYOUT.FAILED_PAYMENTS.gt(DSL.inline(0)))
                .and(HOLDER.STATUS.eq(DSL.inline(HolderStatus.FAILED.name())))
                // Whoever got another amount than is due would get the right one on top.
                .and(HOLDER.FAILURE_CODE.ne(DSL.inline(FailureCode.LEDGER_DISAGREES.name())));
    }
}
