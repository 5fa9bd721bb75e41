package io.masspayout.hedera;

import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.transaction.StoredTransfer;
import io.masspayout.model.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who signs what.
 *
 * @param operator pays the fees, and signs everything
 * @param ofOperator its signer
 * @param ofTreasuries the signers of treasuries that have to sign themselves
 * @param byAllowance treasuries that have allowed the operator to spend for them (HIP-336)
 */
record Signatories(
        AccountId operator,
        TransactionSigner ofOperator,
        Map<AccountId, TransactionSigner> ofTreasuries,
        Set<AccountId> byAllowance) {

    Signatories {
        ofTreasuries = Map.copyOf(ofTreasuries);
        byAllowance = Set.copyOf(byAllowance);
    }

    boolean isByAllowance(AccountId treasury) {
        return byAllowance.contains(treasury);
    }

    boolean isKnown(AccountId treasury) {
        return treasury.equals(operator) || ofTreasuries.containsKey(treasury) || isByAllowance(treasury);
    }

    void requireKnown(AccountId treasury) {
        if (!isKnown(treasury)) {
            throw new IllegalStateException(unknown(treasury));
        }
    }

    /** The operator's signer when it is held in this JVM, and signs at once and for nothing. */
    Optional<LocalKeySigner> localOperator() {
        return ofOperator instanceof LocalKeySigner local ? Optional.of(local) : Optional.empty();
    }

    static String unknown(AccountId treasury) {
        return "this gateway has neither a signer nor an allowance for treasury " + treasury
                + "; name it when building the gateway";
    }

    /** All whose signatures a transfer needs, the payer first. */
    List<TransactionSigner> of(StoredTransfer transfer) {
        List<TransactionSigner> needed = new ArrayList<>();
        needed.add(ofOperator);
        AccountId treasury = AccountId.of(transfer.treasury());
        if (!treasury.equals(operator) && !transfer.isByAllowance()) {
            TransactionSigner signer = ofTreasuries.get(treasury);
            if (signer == null) {
                throw new IllegalStateException(unknown(treasury));
            }
            // One key may control both accounts; the network refuses the same signature twice.
            if (!signer.key().equals(ofOperator.key())) {
                needed.add(signer);
            }
        }
        return needed;
    }
}
