package io.masspayout.hedera;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.local.AccountOptions;
import io.masspayout.model.AccountId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.util.ArrayList;
import java.util.List;

/** A token with every key there is, paid from treasuries that sign themselves. */
class HederaTokenGatewayTest extends LocalSetting {

    /** As many as any test of the contract opens; a gateway is told its treasuries when it is built. */
    private static final int TREASURIES = 3;

    private static final int DECIMALS = 6;
    private static final long SUPPLY = 1_000_000_000_000L;

    private final PrivateKey treasuryKey = PrivateKey.generateED25519();
    private final List<String> treasuries = new ArrayList<>();
    private String token;
    private int used;

    @Override
    void openWorld() {
        String issuer = network.ledger().createAccount(key, 0);
        token = network.ledger()
                .createToken(
                        issuer,
                        options -> options.decimals(DECIMALS)
                                .supply(SUPPLY)
                                .kycKey(key)
                                .freezeKey(key)
                                .pauseKey(key)
                                .supplyKey(key));
        for (int i = 0; i < TREASURIES; i++) {
            String account = network.ledger().createAccount(treasuryKey.getPublicKey(), 0);
            hold(account);
            treasuries.add(account);
        }
    }

    List<String> treasuries() {
        return treasuries;
    }

    private void hold(String account) {
        network.ledger().associate(account, token);
        network.ledger().grantKyc(account, token);
    }

    @Override
    HederaGatewayBuilder describe(HederaGatewayBuilder builder) {
        TransactionSigner signer = LocalKeySigner.of(treasuryKey);
        treasuries.forEach(treasury -> builder.treasury(treasury, signer));
        return builder;
    }

    @Override
    String token() {
        return token;
    }

    @Override
    protected Treasury treasury(long balance) {
        String account = treasuries.get(used++);
        network.ledger().setBalance(account, token, balance);
        return treasuryOf(account);
    }

    @Override
    protected PaymentCurrency currency() {
        return new PaymentCurrency(TokenId.of(token), DECIMALS);
    }

    @Override
    protected AccountId recipient() {
        String account = newAccount();
        hold(account);
        return AccountId.of(account);
    }

    @Override
    protected AccountId recipientWho(FailureCode failure) {
        String account = newAccount();
        switch (failure) {
            case ACCOUNT_NOT_FOUND -> account = nobody().value();
            case ACCOUNT_DELETED -> network.ledger().deleteAccount(account);
            case NOT_ASSOCIATED -> {
                // As it was made: with no token, and no slot for one.
            }
            case KYC_NOT_GRANTED -> network.ledger().associate(account, token);
            case ACCOUNT_FROZEN -> {
                hold(account);
                network.ledger().freeze(account, token);
            }
            case RECEIVER_SIGNATURE_REQUIRED -> {
                account = network.ledger().createAccount(key, 0, AccountOptions::receiverSignatureRequired);
                hold(account);
            }
            default -> super.recipientWho(failure);
        }
        return AccountId.of(account);
    }

    @Override
    protected void pauseToken() {
        network.ledger().pause(token);
    }
}
