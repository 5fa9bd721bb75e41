package io.masspayout.store;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.SkipReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one holder got from a distribution and why. Amounts in smallest units of the payment token.
 *
 * @param due what the plan gave; 0 for a skipped holder
 * @param paid what the ledger moved; 0 unless PAID
 */
public record StatementLine(
        AccountId account,
        String accountAsGiven,
        long balance,
        long due,
        long paid,
        HolderStatus status,
        @Nullable SkipReason skipReason,
        @Nullable Failure failure,
        int attempts,
        @Nullable BatchId batchId,
        @Nullable LedgerTransactionId settledBy,
        @Nullable Instant paidAt) {}
