package io.masspayout.store;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerTransactionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a holder left a batch unpaid. Written once, never changed.
 *
 * @param transactionId the batch's id, if it had one
 */
public record PaymentAttempt(
        AccountId account,
        BatchId batchId,
        int batchNumber,
        @Nullable LedgerTransactionId transactionId,
        Failure failure,
        Instant at) {}
