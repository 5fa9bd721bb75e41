package io.masspayout.store;

import io.masspayout.ledger.Allocated;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import java.util.List;
import java.util.Optional;

/**
 * A PENDING batch under our lease.
 *
 * @param payments its holders that are still PENDING, by account
 * @param allocated the id and body that an earlier holder of the lease stored; the same body is to be signed
 * @param retryDepth how many batches its holders had left before it
 */
public record ClaimedBatch(
        BatchId id,
        DistributionId distributionId,
        List<Payment> payments,
        Optional<Allocated> allocated,
        int retryDepth) {

    public ClaimedBatch {
        payments = List.copyOf(payments);
    }
}
