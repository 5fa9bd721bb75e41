package io.masspayout.hedera;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.local.AccountOptions;
import io.masspayout.model.AccountId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import java.util.ArrayList;
import java.util.List;

/** HBAR, from treasuries with an ECDSA key. */
class HbarGatewayTest extends LocalSetting {

    private static final int TREASURIES = 3;

    private final PrivateKey treasuryKey = PrivateKey.generateECDSA();
    private final List<String> treasuries = new ArrayList<>();
    private int used;

    @Override
    void openWorld() {
        for (int i = 0; i < TREASURIES; i++) {
            treasuries.add(network.ledger().createAccount(treasuryKey.getPublicKey(), 0));
        }
    }

    @Override
    HederaGatewayBuilder describe(HederaGatewayBuilder builder) {
        TransactionSigner signer = LocalKeySigner.of(treasuryKey);
        treasuries.forEach(treasury -> builder.treasury(treasury, signer));
        return builder;
    }

    @Override
    String token() {
        return HederaGateway.HBAR.value();
    }

    @Override
    protected Treasury treasury(long balance) {
        String account = treasuries.get(used++);
        network.ledger().setBalance(account, token(), balance);
        return treasuryOf(account);
    }

    @Override
    protected PaymentCurrency currency() {
        return new PaymentCurrency(HederaGateway.HBAR, 8);
    }

    @Override
    protected AccountId recipient() {
        return AccountId.of(newAccount());
    }

    @Override
    protected AccountId recipientWho(FailureCode failure) {
        return switch (failure) {
            case ACCOUNT_NOT_FOUND -> nobody();
            case ACCOUNT_DELETED -> {
                String account = newAccount();
                network.ledger().deleteAccount(account);
                yield AccountId.of(account);
            }
            case RECEIVER_SIGNATURE_REQUIRED ->
                AccountId.of(network.ledger().createAccount(key, 0, AccountOptions::receiverSignatureRequired));
            default -> super.recipientWho(failure);
        };
    }
}
