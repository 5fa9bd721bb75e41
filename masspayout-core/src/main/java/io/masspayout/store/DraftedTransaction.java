package io.masspayout.store;

import io.masspayout.ledger.Allocated;
import io.masspayout.model.BatchId;
import io.masspayout.model.Payment;
import java.util.List;
import java.util.Objects;

/**
 * An allocated transaction, and what the worker put into it. The store compares number and sum with the batch's row: a reconcile may have
 * taken holders out of the batch since the worker claimed it, and the worker's body would still pay them.
 *
 * @param allocated id and unsigned body
 * @param holders how many the body pays
 * @param amount what it pays in all, in smallest units
 */
public record DraftedTransaction(Allocated allocated, int holders, long amount) {

    public DraftedTransaction {
        Objects.requireNonNull(allocated, "allocated");
    }

    /** The transaction of these payments. */
    public static DraftedTransaction of(Allocated allocated, List<Payment> payments) {
        return new DraftedTransaction(
                allocated,
                payments.size(),
                payments.stream().mapToLong(Payment::amount).reduce(0, Math::addExact));
    }

    public BatchId batchId() {
        return allocated.batchId();
    }
}
