package io.masspayout.hedera.transaction;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Hbar;
import com.hedera.hashgraph.sdk.TokenId;
import com.hedera.hashgraph.sdk.TransferTransaction;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.Bytes;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import java.time.Duration;
import java.util.List;

/**
 * Makes the bodies of transfers, by the SDK: the treasury is debited the sum, each recipient credited his amount, and the batch reference is the memo.
 *
 * @param payer pays the fees, {@code 0.0.n}
 * @param validity how long from its start a transfer can take effect
 * @param maxFee the most that the payer pays, in tinybars; the network refuses what would cost more
 */
public record TransferBodies(String payer, Duration validity, long maxFee) {

    /** Of the ten entries that a transfer list may have, one is the treasury's (hiero-consensus-node, LedgerConfig). */
    public static final int MAX_RECIPIENTS = 9;

    /** The network's longest validity (hiero-consensus-node, HederaConfig). */
    public static final Duration MAX_VALIDITY = Duration.ofMinutes(3);

    /**
     * One unsigned body for each node, in the SDK's own serial form.
     *
     * @param byAllowance whether the payer spends an allowance of the treasury, whose own signature is not needed then
     * @param nodes to whom it may be sent: a body names its node, so this is fixed here
     * @throws IllegalArgumentException when there are more than {@link #MAX_RECIPIENTS} payments
     */
    public Bytes unsigned(BatchInstruction batch, TransferId id, boolean byAllowance, List<AccountId> nodes) {
        if (batch.payments().size() > MAX_RECIPIENTS) {
            throw new IllegalArgumentException("batch " + batch.batchId() + " pays "
                    + batch.payments().size() + " holders; at most " + MAX_RECIPIENTS + " are allowed");
        }
        TransferTransaction transfer = empty(id, batch.reference().toString(), nodes);
        PaymentCurrency currency = batch.currency();
        add(transfer, currency, batch.treasury().account().value(), -batch.total(), byAllowance);
        for (Payment payment : batch.payments()) {
            add(transfer, currency, payment.account().value(), payment.amount(), false);
        }
        return Bytes.of(transfer.freeze().toBytes());
    }

    /** One unsigned body for each node, of a transfer that moves nothing: the network takes an empty list, and charges its fee. */
    public Bytes unsigned(TransferId id, String memo, List<AccountId> nodes) {
        return Bytes.of(empty(id, memo, nodes).freeze().toBytes());
    }

    private TransferTransaction empty(TransferId id, String memo, List<AccountId> nodes) {
        return new TransferTransaction()
                .setTransactionId(id.toSdk())
                .setNodeAccountIds(nodes)
                .setTransactionValidDuration(validity)
                .setTransactionMemo(memo)
                .setMaxTransactionFee(Hbar.fromTinybars(maxFee))
                .setRegenerateTransactionId(false);
    }

    private static void add(
            TransferTransaction transfer, PaymentCurrency currency, String account, long amount, boolean byAllowance) {
        AccountId id = AccountId.fromString(account);
        if (currency.token().equals(NativeCurrency.HBAR)) {
            Hbar tinybars = Hbar.fromTinybars(amount);
            if (byAllowance) {
                transfer.addApprovedHbarTransfer(id, tinybars);
            } else {
                transfer.addHbarTransfer(id, tinybars);
            }
            return;
        }
        // With the decimals in the body, a token that is not the one expected is refused by the network.
        TokenId token = TokenId.fromString(currency.token().value());
        if (byAllowance) {
            transfer.addApprovedTokenTransferWithDecimals(token, id, amount, currency.decimals());
        } else {
            transfer.addTokenTransferWithDecimals(token, id, amount, currency.decimals());
        }
    }
}
