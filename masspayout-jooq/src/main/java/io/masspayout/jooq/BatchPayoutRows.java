package io.masspayout.jooq;

import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.money.Units;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From a batch payout's row; body and signed bytes are no part of what is shown. */
final class BatchPayoutRows {

    private BatchPayoutRows() {}

    /** A batch of a distribution that pays in a token with so many decimals. */
    static BatchPayout batchPayout(BatchPayoutRecord row, int decimals) {
        String transactionId = row.getTransactionId();
        UUID splitFrom = row.getSplitFrom();
        return new BatchPayout(
                new BatchId(row.getId()),
                new DistributionId(row.getDistributionId()),
                row.getBatchNumber(),
                row.getTotalHolders(),
                Units.ofDecimal(row.getAmount(), decimals),
                row.getSuccessfulPayments(),
                Units.ofDecimal(row.getPaidAmount(), decimals),
                row.getFailedPayments(),
                BatchStatus.valueOf(row.getStatus()),
                transactionId == null ? null : LedgerTransactionId.of(transactionId),
                row.getValidUntil(),
                failure(row),
                row.getAttempts(),
                row.getRetryDepth(),
                row.getNextAttemptAt(),
                row.getLeaseUntil(),
                row.getLeaseOwner(),
                row.getLeaseSince(),
                splitFrom == null ? null : new BatchId(splitFrom),
                row.getFee(),
                row.getExecutedAt(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    /** The schema's first version had messages without codes. */
    private static @Nullable Failure failure(BatchPayoutRecord row) {
        String code = row.getFailureCode();
        String message = row.getErrorMessage();
        if (code == null) {
            return message == null ? null : new Failure(FailureCode.UNPAID_BEFORE_MIGRATION, message);
        }
        return new Failure(FailureCode.valueOf(code), message == null ? "" : message);
    }
}
