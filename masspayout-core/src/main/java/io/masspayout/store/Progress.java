package io.masspayout.store;

import io.masspayout.model.DistributionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a distribution is, in one look at the database. Holders: {@code paid + failed + cancelled + open = payable}. Amounts,
 * in smallest units, in the same way.
 *
 * @param payable holders due a payment
 * @param skipped holders not to be paid
 * @param open holders waiting in batches that are open
 * @param batches all batches, whatever became of them
 * @param openBatches PENDING or PROCESSING
 * @param inFlightBatches PROCESSING
 * @param nextAttemptAt the earliest time at which an open batch that waits may be worked on; {@code null} when one may be now,
 *     or none is open
 * @param nextReason what that batch met with last
 */
public record Progress(
        DistributionStatus status,
        long payable,
        long skipped,
        long paid,
        long failed,
        long cancelled,
        long open,
        long paidAmount,
        long failedAmount,
        long cancelledAmount,
        long openAmount,
        int batches,
        int openBatches,
        int inFlightBatches,
        @Nullable Instant nextAttemptAt,
        @Nullable String nextReason) {

    public Progress {
        if (paid + failed + cancelled + open != payable) {
            throw new UnbalancedBooksException("of " + payable + " payable holders " + paid + " are paid, " + failed
                    + " failed, " + cancelled + " cancelled and " + open + " open");
        }
    }
}
