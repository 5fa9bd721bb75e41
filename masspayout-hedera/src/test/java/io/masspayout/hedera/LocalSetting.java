package io.masspayout.hedera;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.contract.PaymentLedgerContract;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.Loss;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.AccountId;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract's surroundings on a local network: the real SDK over gRPC, the real mirror client over HTTP. */
abstract class LocalSetting extends PaymentLedgerContract {

    final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    final LocalNetwork network = LocalNetwork.builder(clock).start();
    final PrivateKey key = PrivateKey.generateED25519();
    private HederaGateway gateway;
    private HederaGateway another;
    private long lastAlias;

    @BeforeEach
    void open() {
        openWorld();
        gateway = gateway(1);
        another = gateway(2);
    }

    /** Makes the token and the treasuries, of which a gateway is told when it is built. */
    abstract void openWorld();

    HederaGateway gateway(long seed) {
        return describe(LocalGateways.on(network).clock(clock).random(new Random(seed)))
                .build();
    }

    /** Tells a gateway its treasuries. */
    abstract HederaGatewayBuilder describe(HederaGatewayBuilder builder);

    /** What is paid, as the network calls it. */
    abstract String token();

    @AfterEach
    void close() {
        gateway.close();
        another.close();
        network.close();
    }

    String newAccount() {
        String alias = alias(++lastAlias);
        return network.ledger().createAccount(key, 0, options -> options.evmAlias(alias));
    }

    private static String alias(long number) {
        return "0xabcdef" + "0".repeat(18) + HexFormat.of().toHexDigits(number);
    }

    @Override
    protected PaymentLedger ledger() {
        return gateway;
    }

    @Override
    protected PaymentLedger anotherClient() {
        return another;
    }

    Treasury treasuryOf(String account) {
        return new Treasury(AccountId.of(account), TokenId.of(token()));
    }

    @Override
    protected long balance(AccountId account) {
        return network.ledger().balance(account.value(), token());
    }

    @Override
    protected Instant ledgerTime() {
        return network.ledger().now();
    }

    @Override
    protected Collection<String> spellings(AccountId account) {
        long number = Long.parseLong(account.value().substring("0.0.".length()));
        String longZero = "0".repeat(24) + HexFormat.of().toHexDigits(number);
        // The last account made is the one asked for.
        String alias = alias(lastAlias);
        return List.of(
                account.value(),
                longZero,
                "0x" + longZero,
                "0X" + longZero.toUpperCase(Locale.ROOT),
                alias,
                alias.substring(2),
                alias.substring(2).toUpperCase(Locale.ROOT),
                alias.toUpperCase(Locale.ROOT));
    }

    @Override
    protected AccountId nobody() {
        return AccountId.of("0.0.999999999");
    }

    @Override
    protected void advanceLedgerTime(Duration by) {
        clock.advance(by);
    }

    @Override
    protected void loseNextRequest() {
        network.faults().loseNextRequest(Loss.UNAVAILABLE);
    }

    @Override
    protected void loseNextAnswer() {
        network.faults().loseNextAnswer(Loss.UNAVAILABLE);
    }
}
