package io.masspayout.store;

import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import java.util.List;

/**
 * A PROCESSING batch under our lease: it may have been sent, and its fate is not recorded.
 *
 * @param payments its holders that are still PENDING, by account
 * @param signed what was or may have been sent
 * @param attempts how often it was sent
 * @param retryDepth how many batches its holders had left before it
 */
public record InDoubtBatch(
        BatchId id,
        DistributionId distributionId,
        List<Payment> payments,
        Signed signed,
        int attempts,
        int retryDepth) {

    public InDoubtBatch {
        payments = List.copyOf(payments);
    }
}
