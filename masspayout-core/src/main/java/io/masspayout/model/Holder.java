package io.masspayout.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One account's row in a distribution, or in an asset's current register. Amounts in smallest units.
 *
 * @param distributionId {@code null} for a row of the register
 * @param accountId canonical
 * @param accountAsGiven as the register said it
 * @param balance in the asset's smallest units
 * @param paymentAmount what is due, in the payment token's smallest units; {@code null} for a row of the register
 * @param status {@code null} for a row of the register
 * @param skipReason set exactly when SKIPPED
 * @param failure set exactly when FAILED
 * @param batchId the batch that pays or paid it; {@code null} for rows that were never in one
 * @param attempts how many batches it has left unpaid
 * @param paidAmount what the ledger moved; set exactly when PAID
 * @param paidAt when, in ledger time
 * @param settledBy the transaction that paid it
 */
public record Holder(
        HolderId id,
        AssetId assetId,
        @Nullable DistributionId distributionId,
        AccountId accountId,
        String accountAsGiven,
        long balance,
        @Nullable Long paymentAmount,
        @Nullable HolderStatus status,
        @Nullable SkipReason skipReason,
        @Nullable Failure failure,
        @Nullable BatchId batchId,
        int attempts,
        @Nullable Long paidAmount,
        @Nullable Instant paidAt,
        @Nullable LedgerTransactionId settledBy) {

    public Holder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(assetId, "assetId");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(accountAsGiven, "accountAsGiven");
    }

    /** The request's {@code paid} column: whether payment has been executed. */
    public boolean paid() {
        return status != null && status.isPaid();
    }
}
