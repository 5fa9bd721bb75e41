package io.masspayout.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One ledger transaction and the holders it pays. Amounts in smallest units of the payment token.
 *
 * @param batchNumber sequence number in the distribution, from 1
 * @param totalHolders how many holders it was made for
 * @param amount what it was made to pay
 * @param successfulPayments how many it paid
 * @param paidAmount what it paid
 * @param failedPayments how many left it unpaid: failed, or moved to another batch
 * @param transactionId the ledger's id, once allocated; never changes
 * @param validUntil ledger time after which the transaction can no longer take effect, once allocated
 * @param failure why it ended unpaid, or what its last send met with
 * @param attempts how often it was sent
 * @param retryDepth how many batches its holders had left before this one was made for them
 * @param nextAttemptAt not before this time (the host's clock) is it worked on
 * @param leaseUntil until when (the database's clock) a worker holds it
 * @param leaseOwner the name of the worker that holds it, or held it when it stopped; {@code null} when it is free, or when a
 *     worker of an older version, which writes no name, has it
 * @param leaseSince since when (the database's clock) that worker has it
 * @param splitFrom the batch whose holders it took over
 * @param fee what the ledger charged, in the smallest units of its native currency, where known
 * @param executedAt when it ended
 */
public record BatchPayout(
        BatchId id,
        DistributionId distributionId,
        int batchNumber,
        int totalHolders,
        long amount,
        int successfulPayments,
        long paidAmount,
        int failedPayments,
        BatchStatus status,
        @Nullable LedgerTransactionId transactionId,
        @Nullable Instant validUntil,
        @Nullable Failure failure,
        int attempts,
        int retryDepth,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant leaseUntil,
        @Nullable String leaseOwner,
        @Nullable Instant leaseSince,
        @Nullable BatchId splitFrom,
        @Nullable Long fee,
        @Nullable Instant executedAt,
        Instant createdAt,
        Instant updatedAt) {

    public BatchPayout {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(distributionId, "distributionId");
        Objects.requireNonNull(status, "status");
    }
}
