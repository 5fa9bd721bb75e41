package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.AUDIT_EVENT;
import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.HOLDER;
import static io.masspayout.jooq.schema.Tables.PAYMENT_ATTEMPT;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.SkipReason;
import io.masspayout.money.Units;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.StatementLine;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;

/** Looks at what the store has written, past the store. */
final class StoredRows {

    private final DSLContext db;

    /** A distribution's currency never changes. */
    private final Map<DistributionId, Integer> decimals = new HashMap<>();

    StoredRows(DSLContext db) {
        this.db = db;
    }

    private int decimals(DistributionId id) {
        return decimals.computeIfAbsent(
                id,
                unknown -> db.select(DISTRIBUTION.PAYMENT_TOKEN_DECIMALS)
                        .from(DISTRIBUTION)
                        .where(DISTRIBUTION.ID.eq(id.value()))
                        .fetchSingle()
                        .value1());
    }

    List<StatementLine> statement(DistributionId id) {
        int decimals = decimals(id);
        return db.selectFrom(HOLDER)
                .where(HOLDER.DISTRIBUTION_ID.eq(id.value()))
                .orderBy(HOLDER.ACCOUNT_ID)
                .fetch(row -> new StatementLine(
                        AccountId.of(row.getAccountId()),
                        row.getAccountAsGiven(),
                        row.getBalance(),
                        Units.ofDecimal(row.getPaymentAmount(), decimals),
                        row.getPaidAmount() == null ? 0 : Units.ofDecimal(row.getPaidAmount(), decimals),
                        HolderStatus.valueOf(row.getStatus()),
                        orNull(row.getSkipReason(), SkipReason::valueOf),
                        failure(row.getFailureCode(), row.getFailureDetail()),
                        row.getAttempts(),
                        orNull(row.getBatchId(), BatchId::new),
                        orNull(row.getSettledByTransactionId(), LedgerTransactionId::of),
                        row.getPaidAt()));
    }

    List<BatchPayout> batches(DistributionId id) {
        int decimals = decimals(id);
        return db.selectFrom(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(id.value()))
                .orderBy(BATCH_PAYOUT.BATCH_NUMBER)
                .fetch(row -> new BatchPayout(
                        new BatchId(row.getId()),
                        id,
                        row.getBatchNumber(),
                        row.getTotalHolders(),
                        units(row.getAmount(), decimals),
                        row.getSuccessfulPayments(),
                        units(row.getPaidAmount(), decimals),
                        row.getFailedPayments(),
                        BatchStatus.valueOf(row.getStatus()),
                        orNull(row.getTransactionId(), LedgerTransactionId::of),
                        row.getValidUntil(),
                        failure(row.getFailureCode(), row.getErrorMessage()),
                        row.getAttempts(),
                        row.getRetryDepth(),
                        row.getNextAttemptAt(),
                        row.getLeaseUntil(),
                        row.getLeaseOwner(),
                        row.getLeaseSince(),
                        orNull(row.getSplitFrom(), BatchId::new),
                        row.getFee(),
                        row.getExecutedAt(),
                        row.getCreatedAt(),
                        row.getUpdatedAt()));
    }

    List<PaymentAttempt> attempts(DistributionId id) {
        return db.select(PAYMENT_ATTEMPT.fields())
                .select(BATCH_PAYOUT.BATCH_NUMBER)
                .from(PAYMENT_ATTEMPT)
                .join(BATCH_PAYOUT)
                .on(BATCH_PAYOUT.ID.eq(PAYMENT_ATTEMPT.BATCH_ID))
                .where(PAYMENT_ATTEMPT.DISTRIBUTION_ID.eq(id.value()))
                .orderBy(PAYMENT_ATTEMPT.ID)
                .fetch(row -> new PaymentAttempt(
                        AccountId.of(row.get(PAYMENT_ATTEMPT.ACCOUNT_ID)),
                        new BatchId(row.get(PAYMENT_ATTEMPT.BATCH_ID)),
                        row.get(BATCH_PAYOUT.BATCH_NUMBER),
                        orNull(row.get(PAYMENT_ATTEMPT.TRANSACTION_ID), LedgerTransactionId::of),
                        failure(row.get(PAYMENT_ATTEMPT.FAILURE_CODE), row.get(PAYMENT_ATTEMPT.FAILURE_DETAIL)),
                        row.get(PAYMENT_ATTEMPT.CREATED_AT)));
    }

    List<AuditEvent> audit(String subject, String subjectId) {
        return db.selectFrom(AUDIT_EVENT)
                .where(AUDIT_EVENT.SUBJECT.eq(subject))
                .and(AUDIT_EVENT.SUBJECT_ID.eq(subjectId))
                .orderBy(AUDIT_EVENT.ID)
                .fetch(row -> new AuditEvent(
                        row.getId(),
                        row.getSubject(),
                        row.getSubjectId(),
                        row.getEvent(),
                        row.getFromState(),
                        row.getToState(),
                        row.getWho(),
                        row.getWhy(),
                        row.getCreatedAt()));
    }

    private static long units(BigDecimal amount, int decimals) {
        return Units.ofDecimal(amount, decimals);
    }

    private static Failure failure(String code, String detail) {
        return orNull(code, name -> Failure.of(FailureCode.valueOf(name), detail));
    }

    private static <T, R> R orNull(T value, Function<T, R> mapping) {
        return value == null ? null : mapping.apply(value);
    }
}
