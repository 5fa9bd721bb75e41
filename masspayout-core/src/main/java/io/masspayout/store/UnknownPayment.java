package io.masspayout.store;

import io.masspayout.ledger.BatchReference;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A transaction on the ledger that bears the memo of a book and that this database does not know.
 *
 * @param transactionId the ledger's id
 * @param reference what its memo names
 * @param otherBook whether the memo names another book than this one
 * @param at ledger time, rounded down to the microsecond that a database keeps: rounded up, it would be a moment after the payment, and a
 *     history that is read from there lacks it
 */
public record UnknownPayment(
        LedgerTransactionId transactionId, BatchReference reference, boolean otherBook, Instant at) {

    public UnknownPayment {
        Objects.requireNonNull(transactionId, "transactionId");
        Objects.requireNonNull(reference, "reference");
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Why the treasury is stopped because of it, and what an operator has to do. */
    public Failure failure() {
        return otherBook
                ? Failure.of(
                        FailureCode.OTHER_BOOK,
                        "transaction " + transactionId + " was paid by book " + reference.book()
                                + "; if that book is to pay from this account, too, declare it a neighbour; if not, stop its"
                                + " workers")
                : Failure.of(
                        FailureCode.UNKNOWN_PAYMENT,
                        "transaction " + transactionId + " paid batch " + reference.batchId() + " of distribution "
                                + reference.distributionId()
                                + ", and this database does not know it; stop other copies of it, then reconcile");
    }
}
