package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.money.Units;
import io.masspayout.store.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Rows of batches and of the holders they are to pay, by id, and what verbs on batches have in common. */
final class BatchRows {

    /** As a literal, not a parameter: the indexes of open batches are only used where the statement itself says so. */
    static final Condition IS_PENDING = BATCH_PAYOUT.STATUS.eq(DSL.inline(BatchStatus.PENDING.name()));

    static final Condition IS_PROCESSING = BATCH_PAYOUT.STATUS.eq(DSL.inline(BatchStatus.PROCESSING.name()));
    static final Condition IS_OPEN =
            BATCH_PAYOUT.STATUS.in(DSL.inline(BatchStatus.PENDING.name()), DSL.inline(BatchStatus.PROCESSING.name()));

    /** The database's clock at this moment, not at the start of the transaction: a lease counts from when it is given. */
    static final Field<Instant> DATABASE_CLOCK = DSL.field("clock_timestamp()", SQLDataType.INSTANT);

    private BatchRows() {}

    static Field<UUID[]> array(Collection<BatchId> ids) {
        return Unnested.array(SQLDataType.UUID, ids, BatchId::value);
    }

    /** The batches as they are, without body and signed bytes, which are long. */
    static Map<UUID, BatchPayoutRecord> read(DSLContext db, Collection<BatchId> ids) {
        return light(db, ids).fetchInto(BATCH_PAYOUT).intoMap(BATCH_PAYOUT.ID);
    }

    /** As {@link #read}, and kept from changing: locked in the order of their ids, as everywhere. */
    static Map<UUID, BatchPayoutRecord> locked(DSLContext db, Collection<BatchId> ids) {
        return light(db, ids)
                .orderBy(BATCH_PAYOUT.ID)
                .forNoKeyUpdate()
                .fetchInto(BATCH_PAYOUT)
                .intoMap(BATCH_PAYOUT.ID);
    }

    private static SelectConditionStep<?> light(DSLContext db, Collection<BatchId> ids) {
        return db.select(
                        BATCH_PAYOUT.ID,
                        BATCH_PAYOUT.DISTRIBUTION_ID,
                        BATCH_PAYOUT.BATCH_NUMBER,
                        BATCH_PAYOUT.TOTAL_HOLDERS,
                        BATCH_PAYOUT.FAILED_PAYMENTS,
                        BATCH_PAYOUT.AMOUNT,
                        BATCH_PAYOUT.FAILED_AMOUNT,
                        BATCH_PAYOUT.STATUS,
                        BATCH_PAYOUT.ENDING,
                        BATCH_PAYOUT.TRANSACTION_ID,
                        BATCH_PAYOUT.LEASE_TOKEN,
                        BATCH_PAYOUT.RETRY_DEPTH)
                .from(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.ID.eq(DSL.any(array(ids))));
    }

    /** Compared so that no index serves: a batch is found by its id, and not among all that this lease has ever held. */
    static Condition isUnder(Lease lease) {
        return BATCH_PAYOUT.LEASE_TOKEN.isNotDistinctFrom(lease.token());
    }

    /** As {@link #isUnder(Lease)}, for the state a batch was last seen in. */
    static Condition isStill(BatchStatus status) {
        return BATCH_PAYOUT.STATUS.isNotDistinctFrom(status.name());
    }

    static Field<Instant> until(Lease lease) {
        return after(lease.length());
    }

    /** So long after this moment of the database's clock. */
    static Field<Instant> after(Duration length) {
        long micros = Math.floorDiv(length.toNanos(), Duration.ofNanos(1_000).toNanos());
        return DSL.field("clock_timestamp() + {0} * interval '1 microsecond'", SQLDataType.INSTANT, DSL.val(micros));
    }

    /** Nobody holds the batch, and its time has come. */
    static Condition isFree(Instant now) {
        return BATCH_PAYOUT
                .LEASE_UNTIL
                .isNull()
                .or(BATCH_PAYOUT.LEASE_UNTIL.le(DATABASE_CLOCK))
                .and(BATCH_PAYOUT.NEXT_ATTEMPT_AT.isNull().or(BATCH_PAYOUT.NEXT_ATTEMPT_AT.le(now)));
    }

    /** Whom the batches are to pay: their holders that are PENDING, by account. */
    static Map<UUID, List<Payment>> payments(DSLContext db, Collection<BatchId> batches, int decimals) {
        Map<UUID, List<Payment>> payments = new HashMap<>();
        db.select(HOLDER.BATCH_ID, HOLDER.ACCOUNT_ID, HOLDER.PAYMENT_AMOUNT)
                .from(HOLDER)
                .where(HOLDER.BATCH_ID.eq(DSL.any(array(batches))))
                .and(HOLDER.STATUS.eq(DSL.inline(HolderStatus.PENDING.name())))
                .orderBy(HOLDER.ACCOUNT_ID)
                .forEach(row -> payments.computeIfAbsent(row.value1(), none -> new ArrayList<>())
                        .add(new Payment(AccountId.of(row.value2()), Units.ofDecimal(row.value3(), decimals))));
        return payments;
    }

    static BatchStatus status(BatchPayoutRecord row) {
        return BatchStatus.valueOf(row.getStatus());
    }

    static boolean isUnder(Lease lease, BatchPayoutRecord row) {
        return lease.token().equals(row.getLeaseToken());
    }

    static boolean has(@Nullable LedgerTransactionId id, BatchPayoutRecord row) {
        return id != null && id.value().equals(row.getTransactionId());
    }
}
