package io.masspayout.ledger;

import io.masspayout.model.BatchId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import java.util.List;
import java.util.Objects;

/**
 * What one ledger transaction is to do.
 *
 * @param reference goes into the memo
 * @param treasury who pays
 * @param currency what is paid
 * @param payments whom and how much; each account once; at least one
 * @param createAccounts whether a recipient address that is no account yet may be paid
 */
public record BatchInstruction(
        BatchReference reference,
        Treasury treasury,
        PaymentCurrency currency,
        List<Payment> payments,
        boolean createAccounts) {

    public BatchInstruction {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(treasury, "treasury");
        Objects.requireNonNull(currency, "currency");
        payments = List.copyOf(payments);
        if (payments.isEmpty()) {
            throw new IllegalArgumentException("batch " + reference.batchId() + " pays nobody");
        }
        long accounts = payments.stream().map(Payment::account).distinct().count();
        if (accounts != payments.size()) {
            throw new IllegalArgumentException("batch " + reference.batchId() + " names an account twice");
        }
    }

    public BatchId batchId() {
        return reference.batchId();
    }

    /** The sum of the payments in smallest units. */
    public long total() {
        return payments.stream().mapToLong(Payment::amount).reduce(0, Math::addExact);
    }
}
