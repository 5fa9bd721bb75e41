package io.masspayout.examples;

import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.PublicKey;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.HederaGatewayBuilder;
import io.masspayout.hedera.HederaNetwork;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.SigningKey;
import io.masspayout.hedera.local.Holders;
import io.masspayout.hedera.local.LocalLedger;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.TokenOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A Hedera network inside this process, on which somebody has issued an asset that many hold: consensus nodes that speak gRPC and a
 * mirror node that speaks HTTP, as the public ones do. Nothing leaves this machine.
 */
final class LocalHedera implements AutoCloseable {

    static final String ASSET_NAME = "Acme Equity";

    /** Of the payment token, as USDC has them. */
    static final int DECIMALS = 6;

    static final String SYMBOL = "USDL";

    /** Enough HBAR for the fees of a hundred thousand transfers. */
    private static final long OPERATORS_TINYBARS = 100_000_000_000_000L;

    /** The local mirror node has no other users. */
    private static final int MIRROR_REQUESTS_PER_SECOND = 10_000;

    private final LocalNetwork network;
    private final PrivateKey operatorKey = PrivateKey.generateED25519();
    private final String operator;
    private final String treasury;
    private final String issuer;
    private final Holders holders;

    private LocalHedera(int count, Duration latency, SigningKey treasuryKey) {
        this.network = LocalNetwork.builder(InstantSource.system())
                .consensusLatency(latency)
                .start();
        PrivateKey others = PrivateKey.generateED25519();
        this.operator = ledger().createAccount(operatorKey.getPublicKey(), OPERATORS_TINYBARS);
        this.treasury = ledger().createAccount(
                        PublicKey.fromBytesED25519(treasuryKey.raw().toArray()), 0);
        this.issuer = ledger().createAccount(others.getPublicKey(), 0);
        this.holders = ledger().createTokenWithHolders(
                        issuer,
                        asset -> asset.name(ASSET_NAME, "ACME").decimals(0),
                        count,
                        others.getPublicKey(),
                        LocalHedera::issued);
    }

    /**
     * A network with an asset.
     *
     * @param holders how many hold it
     * @param latency how long consensus takes
     * @param treasuryKey the Ed25519 key of the account that pays
     */
    static LocalHedera start(int holders, Duration latency, SigningKey treasuryKey) {
        return new LocalHedera(holders, latency, treasuryKey);
    }

    /** What a holder, counted from zero, got when the asset was issued. */
    static long issued(long holder) {
        return 10 + holder % 97;
    }

    /** A token to pay with, of which the treasury has an amount; every holder is associated with it. */
    String paymentToken(long supply, UnaryOperator<TokenOptions> options) {
        String token = ledger().createToken(
                        issuer,
                        plain -> options.apply(plain.name("Local US Dollar", SYMBOL)
                                .decimals(DECIMALS)
                                .supply(supply)));
        ledger().associate(treasury, token);
        ledger().setBalance(treasury, token, supply);
        for (int i = 0; i < holders.count(); i++) {
            ledger().associate(holders.account(i), token);
        }
        return token;
    }

    /** Where the network is, and who pays the fees; the treasury's signer and the rest is for the caller to say. */
    HederaGatewayBuilder gateway() {
        return HederaGateway.builder()
                .network(hedera())
                .operator(operator, LocalKeySigner.of(operatorKey))
                .mirrorRequestsPerSecond(MIRROR_REQUESTS_PER_SECOND);
    }

    HederaNetwork hedera() {
        // doc: own-network
        Map<String, String> nodes = network.nodes().entrySet().stream() // host:port to node account
                .collect(Collectors.toMap(
                        Map.Entry::getKey, node -> node.getValue().toString()));
        return HederaNetwork.of("local", nodes, network.mirror());
        // end
    }

    LocalNetwork network() {
        return network;
    }

    LocalLedger ledger() {
        return network.ledger();
    }

    String operator() {
        return operator;
    }

    PrivateKey operatorKey() {
        return operatorKey;
    }

    String treasury() {
        return treasury;
    }

    Holders holders() {
        return holders;
    }

    String asset() {
        return holders.token();
    }

    @Override
    public void close() {
        network.close();
    }
}
