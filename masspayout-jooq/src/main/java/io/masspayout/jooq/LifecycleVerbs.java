package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.HOLDER;
import static io.masspayout.jooq.schema.Tables.UNKNOWN_PAYMENT;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.Treasury;
import io.masspayout.store.Act;
import io.masspayout.store.CancelResult;
import io.masspayout.store.ConflictException;
import io.masspayout.store.HoldResult;
import java.time.Instant;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.impl.DSL;

/** Holds, cancels and ends distributions. Each verb locks the distribution first. */
final class LifecycleVerbs {

    private final Transactions transactions;
    private final Audit audit;

    LifecycleVerbs(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    HoldResult setHeld(DistributionId id, boolean held, Act act) {
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.locked(db, id);
            DistributionStatus status = DistributionRows.status(row);
            if (status.isFinal()) {
                throw new ConflictException("distribution " + id + " is " + status + ": there is nothing to hold");
            }
            boolean changed = row.getHeld() != held;
            if (changed) {
                db.update(DISTRIBUTION)
                        .set(DISTRIBUTION.HELD, held)
                        .set(DISTRIBUTION.UPDATED_AT, act.at())
                        .where(DISTRIBUTION.ID.eq(id.value()))
                        .execute();
                audit.write(db, act, Change.of(id, held ? "held" : "resumed", status, status, act.why()));
            }
            return new HoldResult(changed, inFlight(db, id));
        });
    }

    private static int inFlight(DSLContext db, DistributionId id) {
        return db.fetchCount(BATCH_PAYOUT, BATCH_PAYOUT.DISTRIBUTION_ID.eq(id.value()), BatchRows.IS_PROCESSING);
    }

    CancelResult cancel(DistributionId id, Act act) {
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.locked(db, id);
            DistributionStatus status = DistributionRows.status(row);
            if (status.isCancelled()) {
                return new CancelResult(status, 0, 0);
            }
            if (!status.isUnfinished()) {
                throw new ConflictException("distribution " + id + " has ended " + status + " and cannot be cancelled");
            }
            if (hasForgotten(db, row)) {
                throw new ConflictException("RECONCILING: what distribution " + id
                        + " has paid is not read back yet; hold it now, reconcile, and cancel it after that");
            }
            int cancelled = cancelPending(db, id, act.at());
            int inFlight = inFlight(db, id);
            DistributionStatus to = inFlight == 0 ? DistributionStatus.CANCELLED : status;
            db.update(DISTRIBUTION)
                    .set(DISTRIBUTION.CANCEL_REQUESTED, true)
                    .set(DISTRIBUTION.STATUS, to.name())
                    .set(DISTRIBUTION.FUNDED, inFlight > 0 && row.getFunded())
                    .setNull(DISTRIBUTION.NEXT_OCCURRENCE)
                    .setNull(DISTRIBUTION.NEXT_OCCURRENCE_AT)
                    .set(DISTRIBUTION.UPDATED_AT, act.at())
                    .where(DISTRIBUTION.ID.eq(id.value()))
                    .execute();
            if (!row.getCancelRequested() || to != status) {
                audit.write(
                        db,
                        act,
                        Change.of(
                                id,
                                "cancelled",
                                status,
                                to,
                                cancelled + " holders, " + inFlight + " batches in flight. " + act.why()));
            }
            return new CancelResult(to, cancelled, inFlight);
        });
    }

    /** Whether it may have paid what this database does not know, so that it cannot say yet what a cancel would spare. */
    private static boolean hasForgotten(DSLContext db, DistributionRecord row) {
        Treasury treasury = DistributionRows.treasury(row);
        return (row.getPlannedAt() == null && FollowedRows.gate(db, treasury).isReconciling())
                || db.fetchExists(
                        UNKNOWN_PAYMENT,
                        UNKNOWN_PAYMENT.DISTRIBUTION_ID.eq(row.getId()).and(FollowedRows.isUnexplained(treasury)));
    }

    /** Ends what is no intent, and the holders in it; returns how many these were. */
    private static int cancelPending(DSLContext db, DistributionId id, Instant at) {
        CommonTableExpression<Record1<UUID>> pending = DSL.name("pending")
                .asMaterialized(DSL.select(BATCH_PAYOUT.ID)
                        .from(BATCH_PAYOUT)
                        .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(id.value()))
                        .and(BatchRows.IS_PENDING)
                        .orderBy(BATCH_PAYOUT.ID)
                        .forNoKeyUpdate());
        CommonTableExpression<Record1<UUID>> cancelled = DSL.name("cancelled")
                .as(db.update(BATCH_PAYOUT)
                        .set(BATCH_PAYOUT.STATUS, BatchStatus.CANCELLED.name())
                        .set(
                                BATCH_PAYOUT.CANCELLED_PAYMENTS,
                                BATCH_PAYOUT.TOTAL_HOLDERS.minus(BATCH_PAYOUT.FAILED_PAYMENTS))
                        .set(BATCH_PAYOUT.CANCELLED_AMOUNT, BATCH_PAYOUT.AMOUNT.minus(BATCH_PAYOUT.FAILED_AMOUNT))
                        .setNull(BATCH_PAYOUT.LEASE_TOKEN)
                        .setNull(BATCH_PAYOUT.LEASE_UNTIL)
                        .setNull(BATCH_PAYOUT.LEASE_OWNER)
                        .setNull(BATCH_PAYOUT.LEASE_SINCE)
                        .set(BATCH_PAYOUT.EXECUTED_AT, at)
                        .set(BATCH_PAYOUT.UPDATED_AT, at)
                        .where(BATCH_PAYOUT.ID.in(LeaseVerbs.ids(pending)))
                        .and(BatchRows.IS_PENDING)
                        .returningResult(BATCH_PAYOUT.ID));
        return db.with(pending, cancelled)
                .update(HOLDER)
                .set(HOLDER.STATUS, HolderStatus.CANCELLED.name())
                .set(HOLDER.UPDATED_AT, at)
                .from(cancelled)
                .where(HOLDER.BATCH_ID.eq(Unnested.column("cancelled", BATCH_PAYOUT.ID)))
                .and(HOLDER.STATUS.eq(DSL.inline(HolderStatus.PENDING.name())))
                .execute();
    }

    DistributionStatus finish(DistributionId id, Instant now) {
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.locked(db, id);
            DistributionStatus status = DistributionRows.status(row);
            // Without a plan (in rows of the schema's first version) nobody knows who was to be paid, and while history
            // is
            // read back, what looks finished may not be.
            if (!status.isBeingPaid() || row.getPlannedAt() == null || row.getReconcilingSince() != null) {
                return status;
            }
            if (row.getCancelRequested()) {
                // What the cancelling call did not see is cancelled as well: nobody would ever claim it.
                cancelLeftOver(db, row, now);
            }
            if (db.fetchExists(BATCH_PAYOUT, BATCH_PAYOUT.DISTRIBUTION_ID.eq(id.value()), BatchRows.IS_OPEN)) {
                return status;
            }
            DistributionStatus to = ended(row, paidHolders(db, id));
            db.update(DISTRIBUTION)
                    .set(DISTRIBUTION.STATUS, to.name())
                    .set(DISTRIBUTION.FUNDED, false)
                    .set(DISTRIBUTION.UPDATED_AT, now)
                    .where(DISTRIBUTION.ID.eq(id.value()))
                    .execute();
            audit.write(db, new Act("engine", "", now), Change.of(id, "finished", status, to, ""));
            return to;
        });
    }

    private void cancelLeftOver(DSLContext db, DistributionRecord row, Instant now) {
        DistributionId id = new DistributionId(row.getId());
        int cancelled = cancelPending(db, id, now);
        if (cancelled > 0) {
            audit.write(
                    db,
                    new Act("engine", "", now),
                    Change.of(id, "cancelled", row.getStatus(), row.getStatus(), cancelled + " holders left over"));
        }
    }

    private static long paidHolders(DSLContext db, DistributionId id) {
        var paid = db.select(DSL.sum(BATCH_PAYOUT.SUCCESSFUL_PAYMENTS))
                .from(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(id.value()))
                .fetchSingle()
                .value1();
        return paid == null ? 0 : paid.longValueExact();
    }

    private static DistributionStatus ended(DistributionRecord row, long paid) {
        if (row.getCancelRequested()) {
            return DistributionStatus.CANCELLED;
        }
        if (paid == row.getPayableHolders()) {
            return DistributionStatus.COMPLETED;
        }
        return paid > 0 ? DistributionStatus.PARTIALLY_COMPLETED : DistributionStatus.FAILED;
    }
}
