package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.InDoubtBatch;
import io.masspayout.store.Lease;
import io.masspayout.store.Obstacle;
import io.masspayout.store.Parking;
import io.masspayout.store.Postponement;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Who works on which batch, and until when. */
final class LeaseVerbs {

    private static final Comparator<BatchPayoutRecord> BY_NUMBER =
            Comparator.comparing(BatchPayoutRecord::getBatchNumber);

    private final Transactions transactions;
    private final Audit audit;

    LeaseVerbs(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    List<ClaimedBatch> claim(DistributionId id, Lease lease, Instant now, int limit) {
        return transactions.runByIndex(db -> {
            Gate.Seen seen = Gate.look(db, id);
            if (seen.obstacle(Obstacle.Step.SEND).isPresent()) {
                return List.of();
            }
            List<BatchPayoutRecord> rows = lease(db, id, lease, BatchRows.IS_PENDING, now, limit);
            Map<UUID, List<Payment>> payments =
                    BatchRows.payments(db, ids(rows), seen.distribution().getPaymentTokenDecimals());
            return rows.stream()
                    .map(row -> new ClaimedBatch(
                            new BatchId(row.getId()),
                            id,
                            payments.getOrDefault(row.getId(), List.of()),
                            allocated(row),
                            row.getRetryDepth()))
                    .toList();
        });
    }

    List<InDoubtBatch> claimInDoubt(DistributionId id, Lease lease, Instant now, int limit) {
        return transactions.runByIndex(db -> {
            DistributionRecord distribution = DistributionRows.read(db, id);
            List<BatchPayoutRecord> rows = lease(db, id, lease, BatchRows.IS_PROCESSING, now, limit);
            Map<UUID, List<Payment>> payments =
                    BatchRows.payments(db, ids(rows), distribution.getPaymentTokenDecimals());
            return rows.stream()
                    .map(row -> new InDoubtBatch(
                            new BatchId(row.getId()),
                            id,
                            payments.getOrDefault(row.getId(), List.of()),
                            signed(row),
                            row.getAttempts(),
                            row.getRetryDepth()))
                    .toList();
        });
    }

    private static List<BatchPayoutRecord> lease(
            DSLContext db, DistributionId id, Lease lease, Condition status, Instant now, int limit) {
        // Kept apart and computed once: joined into the update, the lock could be taken again for other rows, beyond
        // the limit.
        CommonTableExpression<Record1<UUID>> chosen =
                DSL.name("chosen").asMaterialized(free(db, id, status, now, limit));
        return db
                .with(chosen)
                .update(BATCH_PAYOUT)
                .set(BATCH_PAYOUT.LEASE_TOKEN, lease.token())
                .set(BATCH_PAYOUT.LEASE_UNTIL, BatchRows.until(lease))
                .set(BATCH_PAYOUT.LEASE_OWNER, lease.owner())
                .set(BATCH_PAYOUT.LEASE_SINCE, BatchRows.DATABASE_CLOCK)
                .from(chosen)
                .where(BATCH_PAYOUT.ID.eq(Unnested.column("chosen", BATCH_PAYOUT.ID)))
                .returning()
                .fetch()
                .stream()
                .sorted(BY_NUMBER)
                .toList();
    }

    /** The batches that may be leased now, locked; what another caller is leasing at this moment is passed over. */
    static ResultQuery<Record1<UUID>> free(DSLContext db, DistributionId id, Condition status, Instant now, int limit) {
        return db.select(BATCH_PAYOUT.ID)
                .from(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(id.value()))
                .and(status)
                .and(BatchRows.isFree(now))
                .orderBy(BATCH_PAYOUT.BATCH_NUMBER)
                .limit(limit)
                .forNoKeyUpdate()
                .skipLocked();
    }

    private static List<BatchId> ids(List<BatchPayoutRecord> rows) {
        return rows.stream().map(row -> new BatchId(row.getId())).toList();
    }

    private static Optional<Allocated> allocated(BatchPayoutRecord row) {
        byte[] body = row.getBody();
        return body == null
                ? Optional.empty()
                : Optional.of(new Allocated(
                        new BatchId(row.getId()),
                        LedgerTransactionId.of(row.getTransactionId()),
                        row.getValidUntil(),
                        Bytes.of(body)));
    }

    private static Signed signed(BatchPayoutRecord row) {
        return new Signed(
                new BatchId(row.getId()),
                LedgerTransactionId.of(row.getTransactionId()),
                row.getValidUntil(),
                Bytes.of(row.getSignedBytes()));
    }

    void postpone(Lease lease, Collection<Postponement> postponements) {
        Unnested<Postponement> u = new Unnested<>("u", postponements);
        Field<UUID> batch =
                u.column("id", SQLDataType.UUID, row -> row.batchId().value());
        Field<Instant> notBefore = u.column("not_before", SQLDataType.INSTANT, Postponement::notBefore);
        Field<String> code =
                u.column("code", StoredText.TYPE, row -> row.reason().code().name());
        Field<String> detail =
                u.column("detail", StoredText.TYPE, row -> row.reason().detail());
        transactions.runByIndex(db -> {
            CommonTableExpression<Record1<UUID>> mine = mine(
                    lease,
                    Unnested.array(
                            SQLDataType.UUID,
                            postponements,
                            row -> row.batchId().value()));
            return db.with(mine)
                    .update(BATCH_PAYOUT)
                    .setNull(BATCH_PAYOUT.LEASE_TOKEN)
                    .setNull(BATCH_PAYOUT.LEASE_UNTIL)
                    .setNull(BATCH_PAYOUT.LEASE_OWNER)
                    .setNull(BATCH_PAYOUT.LEASE_SINCE)
                    .set(BATCH_PAYOUT.NEXT_ATTEMPT_AT, notBefore)
                    .set(BATCH_PAYOUT.FAILURE_CODE, code)
                    .set(BATCH_PAYOUT.ERROR_MESSAGE, detail)
                    .set(BATCH_PAYOUT.UPDATED_AT, BatchRows.DATABASE_CLOCK)
                    .from(u.table())
                    .where(BATCH_PAYOUT.ID.eq(batch))
                    .and(BATCH_PAYOUT.ID.in(ids(mine)))
                    .and(BatchRows.isUnder(lease))
                    .and(BatchRows.IS_OPEN)
                    .execute();
        });
    }

    boolean park(Lease lease, BatchId id, String reason, Instant now) {
        Failure failure = Failure.of(FailureCode.RECORDING_REFUSED, reason);
        return transactions.runByIndex(db -> {
            BatchPayoutRecord row = db.selectFrom(BATCH_PAYOUT)
                    .where(BATCH_PAYOUT.ID.eq(id.value()))
                    .and(BatchRows.isUnder(lease))
                    .and(BatchRows.IS_OPEN)
                    .forNoKeyUpdate()
                    .fetchOne();
            if (row == null) {
                return false;
            }
            db.update(BATCH_PAYOUT)
                    .setNull(BATCH_PAYOUT.LEASE_TOKEN)
                    .setNull(BATCH_PAYOUT.LEASE_UNTIL)
                    .setNull(BATCH_PAYOUT.LEASE_OWNER)
                    .setNull(BATCH_PAYOUT.LEASE_SINCE)
                    .set(BATCH_PAYOUT.NEXT_ATTEMPT_AT, now.plus(Parking.delay(row.getParkings())))
                    .set(BATCH_PAYOUT.PARKINGS, row.getParkings() + 1)
                    .set(BATCH_PAYOUT.PARKED_AT, now)
                    .set(BATCH_PAYOUT.FAILURE_CODE, failure.code().name())
                    .set(BATCH_PAYOUT.ERROR_MESSAGE, failure.detail())
                    .set(BATCH_PAYOUT.UPDATED_AT, BatchRows.DATABASE_CLOCK)
                    .where(BATCH_PAYOUT.ID.eq(id.value()))
                    .execute();
            audit.writeByWorker(
                    db,
                    lease,
                    List.of(Change.of(id, "set aside", row.getStatus(), row.getStatus(), failure.toString())));
            return true;
        });
    }

    Set<BatchId> renew(Lease lease, Collection<BatchId> batches) {
        return transactions.runByIndex(db -> {
            CommonTableExpression<Record1<UUID>> mine = mine(lease, BatchRows.array(batches));
            return new HashSet<>(db.with(mine)
                    .update(BATCH_PAYOUT)
                    .set(BATCH_PAYOUT.LEASE_UNTIL, BatchRows.until(lease))
                    .where(BATCH_PAYOUT.ID.in(ids(mine)))
                    .and(BatchRows.isUnder(lease))
                    .returningResult(BATCH_PAYOUT.ID)
                    .fetch(row -> new BatchId(row.value1())));
        });
    }

    void release(Lease lease) {
        transactions.runByIndex(db -> {
            // The one place that has no ids to go by: here the lease's own index serves.
            CommonTableExpression<Record1<UUID>> mine = locked(BATCH_PAYOUT.LEASE_TOKEN.eq(lease.token()));
            return db.with(mine)
                    .update(BATCH_PAYOUT)
                    .setNull(BATCH_PAYOUT.LEASE_TOKEN)
                    .setNull(BATCH_PAYOUT.LEASE_UNTIL)
                    .setNull(BATCH_PAYOUT.LEASE_OWNER)
                    .setNull(BATCH_PAYOUT.LEASE_SINCE)
                    .where(BATCH_PAYOUT.ID.in(ids(mine)))
                    .and(BatchRows.isUnder(lease))
                    .execute();
        });
    }

    /** Of these batches, those that are under the lease. */
    static CommonTableExpression<Record1<UUID>> mine(Lease lease, Field<UUID[]> batches) {
        return locked(BATCH_PAYOUT.ID.eq(DSL.any(batches)).and(BatchRows.isUnder(lease)));
    }

    /** Locks by id, before the update that would lock in the order of its plan. */
    private static CommonTableExpression<Record1<UUID>> locked(Condition which) {
        return DSL.name("mine")
                .asMaterialized(DSL.select(BATCH_PAYOUT.ID)
                        .from(BATCH_PAYOUT)
                        .where(which)
                        .orderBy(BATCH_PAYOUT.ID)
                        .forNoKeyUpdate());
    }

    static Select<Record1<UUID>> ids(CommonTableExpression<Record1<UUID>> locked) {
        return DSL.select(Unnested.column(locked.getName(), BATCH_PAYOUT.ID)).from(locked);
    }
}
