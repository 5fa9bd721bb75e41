package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Treasury;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** From an id to leave to send: what is stored before anything leaves. */
final class IntentVerbs {

    /** Holders that the batch is still to pay, as the row counts them. */
    private static final Field<Integer> TO_BE_HELD = BATCH_PAYOUT.TOTAL_HOLDERS.minus(BATCH_PAYOUT.FAILED_PAYMENTS);

    /** What the batch is still to pay. */
    private static final Field<BigDecimal> TO_BE_PAID = BATCH_PAYOUT.AMOUNT.minus(BATCH_PAYOUT.FAILED_AMOUNT);

    /** The body pays what the batch is to pay; a worker of an earlier version wrote no sums. */
    private static final Condition BODY_FITS = BATCH_PAYOUT
            .BODY_HOLDERS
            .isNull()
            .or(BATCH_PAYOUT.BODY_HOLDERS.eq(TO_BE_HELD).and(BATCH_PAYOUT.BODY_AMOUNT.eq(TO_BE_PAID)));

    private final Transactions transactions;
    private final Audit audit;

    IntentVerbs(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    Set<BatchId> allocate(Lease lease, Collection<DraftedTransaction> drafted) {
        Unnested<DraftedTransaction> u = new Unnested<>("u", drafted);
        Field<UUID> batch =
                u.column("id", SQLDataType.UUID, row -> row.batchId().value());
        Field<String> transactionId = u.column(
                "transaction_id",
                StoredText.TYPE,
                row -> row.allocated().transactionId().value());
        Field<Instant> validUntil = u.column(
                "valid_until", SQLDataType.INSTANT, row -> row.allocated().validUntil());
        Field<byte[]> body =
                u.column("body", SQLDataType.BLOB, row -> row.allocated().body().toArray());
        Field<Integer> holders = u.column("holders", SQLDataType.INTEGER, DraftedTransaction::holders);
        Field<BigDecimal> units = u.column("units", SQLDataType.NUMERIC, row -> BigDecimal.valueOf(row.amount()));
        return transactions.runByIndex(db -> {
            // By this the ledger is asked what became of it: another spelling would be another transaction.
            ExactTexts ids = ExactTexts.of(db, "allocation");
            drafted.forEach(one ->
                    ids.text("transactionId", one.allocated().transactionId().value()));
            ids.throwIfAny();
            CommonTableExpression<Record1<UUID>> mine = LeaseVerbs.mine(
                    lease,
                    Unnested.array(
                            SQLDataType.UUID, drafted, row -> row.batchId().value()));
            return new HashSet<>(db.with(mine)
                    .update(BATCH_PAYOUT)
                    .set(BATCH_PAYOUT.TRANSACTION_ID, transactionId)
                    .set(BATCH_PAYOUT.VALID_UNTIL, validUntil)
                    .set(BATCH_PAYOUT.BODY, body)
                    .set(BATCH_PAYOUT.BODY_HOLDERS, holders)
                    .set(BATCH_PAYOUT.BODY_AMOUNT, TO_BE_PAID)
                    .set(BATCH_PAYOUT.UPDATED_AT, BatchRows.DATABASE_CLOCK)
                    .from(u.table())
                    .where(BATCH_PAYOUT.ID.eq(batch))
                    .and(BATCH_PAYOUT.ID.in(LeaseVerbs.ids(mine)))
                    .and(BatchRows.isUnder(lease))
                    .and(BATCH_PAYOUT.TRANSACTION_ID.isNull())
                    .and(BatchRows.isStill(BatchStatus.PENDING))
                    .and(TO_BE_HELD.eq(holders))
                    .and(paysInUnits(units))
                    .returningResult(BATCH_PAYOUT.ID)
                    .fetch(row -> new BatchId(row.value1())));
        });
    }

    /**
     * Compared in smallest units of the distribution's payment token, as the body has them. Both operands of the power are cast, as the server
     * would take it for one of floating-point numbers.
     */
    private static Condition paysInUnits(Field<BigDecimal> units) {
        Field<BigDecimal> decimals = DSL.field(DSL.select(DISTRIBUTION.PAYMENT_TOKEN_DECIMALS.cast(SQLDataType.NUMERIC))
                .from(DISTRIBUTION)
                .where(DISTRIBUTION.ID.eq(BATCH_PAYOUT.DISTRIBUTION_ID)));
        Field<BigDecimal> unitsInOne = DSL.field("power(cast(10 as numeric), {0})", SQLDataType.NUMERIC, decimals);
        return TO_BE_PAID.mul(unitsInOne).eq(units);
    }

    Map<BatchId, IntentResult> intend(Lease lease, Collection<Signed> signed) {
        Map<BatchId, Signed> byBatch = new LinkedHashMap<>();
        signed.forEach(each -> byBatch.put(each.batchId(), each));
        return transactions.runByIndex(db -> {
            Map<BatchId, IntentResult> answers = judge(
                    db,
                    lease,
                    byBatch.keySet(),
                    (id, row) -> BatchRows.status(row).isUnsent()
                            && BatchRows.has(required(byBatch, id).transactionId(), row),
                    (treasury, id) -> Probes.take(db, treasury, id));
            List<Signed> granted = granted(answers).stream().map(byBatch::get).toList();
            Unnested<Signed> u = new Unnested<>("u", granted);
            Field<UUID> batch =
                    u.column("id", SQLDataType.UUID, row -> row.batchId().value());
            Field<String> transactionId = u.column(
                    "transaction_id",
                    StoredText.TYPE,
                    row -> row.transactionId().value());
            Field<byte[]> bytes =
                    u.column("bytes", SQLDataType.BLOB, row -> row.bytes().toArray());
            List<UUID> stored = db.update(BATCH_PAYOUT)
                    .set(BATCH_PAYOUT.STATUS, BatchStatus.PROCESSING.name())
                    .set(BATCH_PAYOUT.SIGNED_BYTES, bytes)
                    .set(BATCH_PAYOUT.LEASE_UNTIL, BatchRows.until(lease))
                    .set(BATCH_PAYOUT.ATTEMPTS, BATCH_PAYOUT.ATTEMPTS.plus(1))
                    .set(BATCH_PAYOUT.UPDATED_AT, BatchRows.DATABASE_CLOCK)
                    .from(u.table())
                    .where(BATCH_PAYOUT.ID.eq(batch))
                    .and(BatchRows.isUnder(lease))
                    .and(BATCH_PAYOUT.TRANSACTION_ID.isNotDistinctFrom(transactionId))
                    .and(BATCH_PAYOUT.SIGNED_BYTES.isNull())
                    .and(BODY_FITS)
                    .and(BatchRows.isStill(BatchStatus.PENDING))
                    .returningResult(BATCH_PAYOUT.ID)
                    .fetch(Record1::value1);
            tell(db, lease, stored, "intended", BatchStatus.PENDING);
            return confirmed(answers, stored);
        });
    }

    private static Signed required(Map<BatchId, Signed> byBatch, BatchId id) {
        return Objects.requireNonNull(byBatch.get(id));
    }

    Map<BatchId, IntentResult> intendAgain(Lease lease, Collection<BatchId> batches) {
        return transactions.runByIndex(db -> {
            Map<BatchId, IntentResult> answers = judge(
                    db,
                    lease,
                    batches,
                    (id, row) -> BatchRows.status(row).isInFlight(),
                    // A try is for a batch that was not sent yet.
                    (treasury, id) -> false);
            List<UUID> stored = db.update(BATCH_PAYOUT)
                    .set(BATCH_PAYOUT.LEASE_UNTIL, BatchRows.until(lease))
                    .set(BATCH_PAYOUT.ATTEMPTS, BATCH_PAYOUT.ATTEMPTS.plus(1))
                    .set(BATCH_PAYOUT.UPDATED_AT, BatchRows.DATABASE_CLOCK)
                    .where(BATCH_PAYOUT.ID.eq(DSL.any(BatchRows.array(granted(answers)))))
                    .and(BatchRows.isUnder(lease))
                    .and(BATCH_PAYOUT.SIGNED_BYTES.isNotNull())
                    .and(BatchRows.isStill(BatchStatus.PROCESSING))
                    .returningResult(BATCH_PAYOUT.ID)
                    .fetch(Record1::value1);
            tell(db, lease, stored, "intended again", BatchStatus.PROCESSING);
            return confirmed(answers, stored);
        });
    }

    /**
     * Locks everything an intent depends on, in the global order, and judges each batch.
     *
     * @param expected whether the batch is where the caller believes it
     * @param tries whether the batch is the one that is tried with a treasury that is stopped
     */
    private static Map<BatchId, IntentResult> judge(
            DSLContext db,
            Lease lease,
            Collection<BatchId> batches,
            BiPredicate<BatchId, BatchPayoutRecord> expected,
            BiPredicate<Treasury, BatchId> tries) {
        Map<UUID, Gate.Passage> passages = Gate.lockShared(db, batches);
        Map<UUID, BatchPayoutRecord> rows = BatchRows.locked(db, batches);
        Map<BatchId, IntentResult> answers = new LinkedHashMap<>();
        for (BatchId id : batches) {
            BatchPayoutRecord row = rows.get(id.value());
            if (row == null || !BatchRows.isUnder(lease, row) || !expected.test(id, row)) {
                answers.put(id, IntentResult.LEASE_LOST);
            } else {
                Gate.Passage passage = passages.getOrDefault(row.getDistributionId(), Gate.Passage.ofNoDistribution());
                IntentResult answer = passage.answer();
                boolean refused = answer.isGranted()
                        && !passage.tried()
                                .map(treasury -> tries.test(treasury, id))
                                .orElse(true);
                answers.put(id, refused ? IntentResult.TREASURY_STOPPED : answer);
            }
        }
        return answers;
    }

    private static List<BatchId> granted(Map<BatchId, IntentResult> answers) {
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue().isGranted())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the update returned is what may be sent, whatever was thought before. */
    private static Map<BatchId, IntentResult> confirmed(Map<BatchId, IntentResult> answers, List<UUID> stored) {
        Set<UUID> returned = new HashSet<>(stored);
        answers.replaceAll((id, answer) ->
                answer.isGranted() && !returned.contains(id.value()) ? IntentResult.LEASE_LOST : answer);
        return answers;
    }

    private void tell(DSLContext db, Lease lease, List<UUID> batches, String event, BatchStatus from) {
        audit.writeByWorker(
                db,
                lease,
                batches.stream()
                        .map(id -> Change.of(new BatchId(id), event, from, BatchStatus.PROCESSING, ""))
                        .toList());
    }
}
