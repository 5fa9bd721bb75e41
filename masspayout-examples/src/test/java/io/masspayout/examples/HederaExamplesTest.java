package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.HederaNetwork;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.local.LocalLedger;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.Loss;
import io.masspayout.ledger.LedgerLimits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples on Hedera, all of them on the local network. */
class HederaExamplesTest {

    private static final String P = HederaEnvironment.PREFIX;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static PrintStream to(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private int local(String... args) {
        return HederaLocalMain.run(to(out), to(err), args);
    }

    private int testnet(Map<String, String> variables, HederaNetwork network) {
        return HederaTestnetMain.run(to(out), to(err), variables, name -> network);
    }

    private int testnet(Map<String, String> variables) {
        return HederaTestnetMain.run(to(out), to(err), variables, HederaNetwork::named);
    }

    @Test
    void aDividendOnTheLocalNetworkIsVerified() {
        int code = local("--holders", "60", "--latency", "20", "--jdbc-url", TestServer.jdbcUrl());

        assertThat(code).as(err() + out()).isZero();
        assertThat(out())
                .contains("PARTIALLY_COMPLETED: 54 paid, 6 failed")
                .contains("NOT_ASSOCIATED=2")
                .contains("RECEIVER_SIGNATURE_REQUIRED=2")
                .contains("ACCOUNT_FROZEN=2")
                .contains("6 holders in new batches")
                .containsPattern("\\nVERIFIED 60 holders paid in [0-9]+ transfers, 25000\\.000000 USDL");
    }

    @Test
    void wrongOptionsEndWithTwo() {
        assertThat(local("--holders", "3")).isEqualTo(2);
        assertThat(err()).contains("--holders = '3': must be a whole number from 30 to 100000");
    }

    @Test
    void theMeasurementVerifiesItself() throws InterruptedException {
        PrintStream console = System.out;
        System.setOut(to(out));
        int code;
        try {
            code = HederaThroughputMain.run(
                    "--holders", "30", "--in-flight", "4", "--latency", "10", "--jdbc-url", TestServer.jdbcUrl());
        } finally {
            System.setOut(console);
        }

        assertThat(code).as(out()).isZero();
        assertThat(out())
                .contains("Bare loop ", "Library ", "Ratio ")
                .containsPattern("\\nVERIFIED the library paid 30 holders once each in 4 transfers");
    }

    @Test
    void everyMissingVariableIsNamed() {
        assertThat(testnet(Map.of())).isEqualTo(2);
        assertThat(out()).isEmpty();
        for (String name : new String[] {
            "NETWORK",
            "OPERATOR",
            "OPERATOR_KEY",
            "TREASURY",
            "TREASURY_KEY",
            "ASSET",
            "PAYMENT_TOKEN",
            "AMOUNT",
            "PAYOUT"
        }) {
            assertThat(err()).contains(P + name + " is missing: ");
        }
        assertThat(err()).contains("https://portal.hedera.com", "https://hashscan.io", P + "JDBC_URL");
    }

    @Test
    void aWrongKeyIsNeverShown() {
        Map<String, String> variables = new HashMap<>(complete("0.0.5", "not-a-key-but-secret"));
        variables.put(P + "NETWORK", "mainnet");
        variables.put(P + "ASSET", "ACME");

        assertThat(testnet(variables)).isEqualTo(2);
        assertThat(err())
                .contains(P + "NETWORK is 'mainnet': must be testnet or previewnet")
                .contains(P + "OPERATOR_KEY cannot be read (it is not shown)")
                .contains(P + "ASSET is 'ACME': must be the fungible token 0.0.n")
                .doesNotContain("secret");
    }

    @Test
    void theTestnetExamplePaysOnTheLocalNetworkAndShowsNoKey() {
        PrivateKey treasuryKey = PrivateKey.generateED25519();
        try (LocalHedera hedera = LocalHedera.start(
                12, Duration.ZERO, LocalKeySigner.of(treasuryKey).key())) {
            String token = hedera.paymentToken(100_000_000, options -> options);
            Map<String, String> variables = new HashMap<>(
                    complete(hedera.operator(), hedera.operatorKey().toStringDER()));
            variables.put(P + "TREASURY", hedera.treasury());
            variables.put(P + "TREASURY_KEY", "ed25519:" + treasuryKey.toStringRaw());
            variables.put(P + "ASSET", hedera.asset());
            variables.put(P + "PAYMENT_TOKEN", token);
            variables.put(P + "JDBC_URL", TestServer.jdbcUrl());
            variables.put(P + "PAYOUT", "test " + hedera.operatorKey().getPublicKey());

            int code = testnet(variables, hedera.hedera());
            assertThat(code).as(err() + out()).isZero();
            assertThat(out())
                    .contains("COMPLETED: 12 paid, 0 failed, 0 open")
                    .contains("https://hashscan.io/testnet/transaction/" + hedera.operator() + "@");
            assertThat(hedera.ledger().balance(hedera.treasury(), token)).isEqualTo(88_000_000);

            // The same name on the same database: nothing more is paid.
            assertThat(testnet(variables, hedera.hedera())).as(err()).isZero();
            assertThat(hedera.ledger().balance(hedera.treasury(), token)).isEqualTo(88_000_000);
            assertThat(out() + err())
                    .doesNotContain(
                            treasuryKey.toStringRaw(), hedera.operatorKey().toStringRaw());
        }
    }

    @Test
    void everythingCanBeSetAtOnce() {
        LocalKeySigner signer = LocalKeySigner.of(PrivateKey.generateECDSA());
        try (HederaGateway gateway = HederaSettings.everything(signer, signer, Runnable::run)) {
            assertThat(gateway.limits())
                    .isEqualTo(new LedgerLimits(9, Duration.ofHours(4).plusMinutes(3), 256, 50, true));
        }
    }

    @Test
    void theLocalNetworkServesOnesOwnTests() {
        // doc: local-network
        LocalNetwork network = LocalNetwork.builder(InstantSource.system())
                .consensusLatency(Duration.ofMillis(300))
                .mirrorLag(Duration.ofSeconds(2)) // what the mirror node shows is that old
                .start();
        network.faults().loseNextAnswer(Loss.UNAVAILABLE); // the node takes a transfer, and nobody hears of it
        // end
        try (network) {
            assertThat(network.nodes()).hasSize(4);
            assertThat(network.ledger().balance("0.0.2", LocalLedger.HBAR)).isPositive();
        }
    }

    private static Map<String, String> complete(String operator, String operatorKey) {
        return Map.of(
                P + "NETWORK", "testnet",
                P + "OPERATOR", operator,
                P + "OPERATOR_KEY", operatorKey,
                P + "TREASURY", operator,
                P + "ASSET", "0.0.7",
                P + "PAYMENT_TOKEN", "HBAR",
                P + "AMOUNT", "12.00",
                P + "PAYOUT", "test");
    }
}
