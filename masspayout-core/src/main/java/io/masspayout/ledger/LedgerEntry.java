package io.masspayout.ledger;

import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import java.util.List;
import java.util.Objects;

/**
 * One transaction of the payer's history that is final on the ledger.
 *
 * @param transactionId the ledger's id
 * @param reference the batch it paid, from its memo
 * @param payments whom it moved money to, and how much; empty when nobody was paid
 * @param settled how it ended
 */
public record LedgerEntry(
        LedgerTransactionId transactionId, BatchReference reference, List<Payment> payments, Settled settled) {

    public LedgerEntry {
        Objects.requireNonNull(transactionId, "transactionId");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(settled, "settled");
        payments = List.copyOf(payments);
    }
}
