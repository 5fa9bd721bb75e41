package io.masspayout.testing;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.LedgerTransactionId;
import java.util.Objects;

/**
 * One movement of money on the ledger, as an audit sees it.
 *
 * @param transactionId the transaction that moved it
 * @param batchId the batch that the transaction's memo names
 * @param named the recipient as the transaction named it
 * @param credited the account that has the money: another text than {@code named} where the recipient was named by an alias
 * @param amount in smallest units of the payment token; positive
 */
public record LedgerPayment(
        LedgerTransactionId transactionId, BatchId batchId, AccountId named, AccountId credited, long amount) {

    public LedgerPayment {
        Objects.requireNonNull(transactionId, "transactionId");
        Objects.requireNonNull(batchId, "batchId");
        Objects.requireNonNull(named, "named");
        Objects.requireNonNull(credited, "credited");
    }
}
