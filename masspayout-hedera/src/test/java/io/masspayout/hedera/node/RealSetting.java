package io.masspayout.hedera.node;

import com.hedera.hashgraph.sdk.PrecheckStatusException;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.HederaGatewayBuilder;
import io.masspayout.hedera.HederaNetwork;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.model.AccountId;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A token, and an account that pays the fees, on a real node; and gateways to it. */
final class RealSetting {

    static final int DECIMALS = 2;
    private static final long SUPPLY = 1_000_000_000_000L;

    private final RealLedger ledger;
    private final NodeBackedMirror mirror;
    private final com.hedera.hashgraph.sdk.TokenId token;
    private final PrivateKey operatorKey;
    private final String operator;

    RealSetting(RealLedger ledger, NodeBackedMirror mirror) {
        this.ledger = ledger;
        this.mirror = mirror;
        token = ledger.tokenWithKyc(SUPPLY);
        // The kind of key that most accounts of the main network have by now, where the node can verify it.
        operatorKey = RealNode.knowsEcdsa() ? PrivateKey.generateECDSA() : PrivateKey.generateED25519();
        operator = ledger.payer(operatorKey).toString();
    }

    /** A gateway to describe further. */
    HederaGatewayBuilder gateway(Duration validity) {
        return gateway(validity, mirror.uri());
    }

    /** A gateway that reads another mirror node. */
    HederaGatewayBuilder gateway(Duration validity, URI otherMirror) {
        Map<String, String> nodes = ledger.nodes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, node -> node.getValue().toString()));
        return HederaGateway.builder()
                .network(HederaNetwork.of("real", nodes, otherMirror))
                .operator(operator, LocalKeySigner.of(operatorKey))
                .validity(validity)
                .mirrorRequestsPerSecond(10_000);
    }

    com.hedera.hashgraph.sdk.TokenId token() {
        return token;
    }

    PaymentCurrency currency() {
        return new PaymentCurrency(TokenId.of(token.toString()), DECIMALS);
    }

    /** A new account that can hold the token, and holds none. */
    AccountId holder() {
        return own(ledger.holders(token, 1).get(0));
    }

    /** What an account of a {@link #holder} is signed for with. */
    LocalKeySigner signer(AccountId account) {
        return LocalKeySigner.of(ledger.key(sdk(account)));
    }

    /** The treasury with so much of the token. */
    Treasury treasury(AccountId account, long balance) {
        if (balance > 0) {
            ledger.fund(token, sdk(account), balance);
        }
        return new Treasury(account, TokenId.of(token.toString()));
    }

    /** By the node's own query; nothing for who is no account. */
    long balance(AccountId account) {
        try {
            return ledger.balance(sdk(account), token);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof PrecheckStatusException refused
                    && (refused.status == Status.INVALID_ACCOUNT_ID || refused.status == Status.ACCOUNT_DELETED)) {
                return 0;
            }
            throw e;
        }
    }

    static com.hedera.hashgraph.sdk.AccountId sdk(AccountId account) {
        return com.hedera.hashgraph.sdk.AccountId.fromString(account.value());
    }

    static AccountId own(com.hedera.hashgraph.sdk.AccountId account) {
        return AccountId.of(account.toString());
    }
}
