package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.SecretScan;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.Loss;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, no key appears in what the gateway logs, says or throws. */
class SecretsTest {

    private final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    private final LocalNetwork network = LocalNetwork.builder(clock).start();

    @AfterEach
    void close() {
        network.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noKeyIsToldWhateverGoesWrong(boolean ed25519) {
        PrivateKey treasuryKey = ed25519 ? PrivateKey.generateED25519() : PrivateKey.generateECDSA();
        String treasury = network.ledger().createAccount(treasuryKey.getPublicKey(), 1_000);
        String holder = network.ledger().createAccount(treasuryKey.getPublicKey(), 0);
        try (SecretScan scan = SecretScan.listen(treasuryKey);
                HederaGateway gateway = gateway(treasury, treasuryKey)) {
            scan.see(gateway);
            scan.see(gateway.check(new Treasury(AccountId.of(treasury), HederaGateway.HBAR)));
            Allocated allocated = gateway.allocate(batch(treasury, holder, 5));
            Signed signed = gateway.sign(allocated).toCompletableFuture().join();
            scan.see(allocated);
            scan.see(signed);
            List<Runnable> troubles = List.of(
                    () -> network.faults().loseNextRequest(Loss.UNAVAILABLE),
                    () -> network.faults().precheckNext(Status.INVALID_SIGNATURE),
                    () -> network.faults().precheckNext(Status.FAIL_INVALID),
                    () -> network.faults().busyNext(1),
                    () -> network.faults().loseNextAnswer(Loss.RESET),
                    () -> clock.advance(Duration.ofMinutes(10)));
            for (Runnable trouble : troubles) {
                trouble.run();
                scan.see(gateway.submit(signed).toCompletableFuture().join());
                scan.see(gateway.resolve(signed));
            }
            scan.see(catchThrowable(() -> gateway.allocate(batch(holder, treasury, 5))));
            scan.see(catchThrowable(() -> gateway.sign(new Allocated(
                    allocated.batchId(), allocated.transactionId(), allocated.validUntil(), signed.bytes()))));
            scan.assertNothingLeaked();
        }
    }

    @Test
    void aKeyThatIsMisspeltIsNotRepeated() {
        PrivateKey key = PrivateKey.generateED25519();
        String misspelt = key.toStringRaw() + "0";
        try (SecretScan scan = SecretScan.listen(key)) {
            Throwable refusal = catchThrowable(() -> LocalKeySigner.fromDer(misspelt));
            assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
            scan.see(refusal);
            scan.assertNothingLeaked();
        }
    }

    private HederaGateway gateway(String treasury, PrivateKey treasuryKey) {
        return LocalGateways.on(network)
                .treasury(treasury, LocalKeySigner.of(treasuryKey))
                .clock(clock)
                .random(new Random(1))
                .build();
    }

    private static BatchInstruction batch(String treasury, String holder, long amount) {
        return new BatchInstruction(
                new BatchReference(new DistributionId(new UUID(7, 7)), new BatchId(new UUID(7, 8))),
                new Treasury(AccountId.of(treasury), HederaGateway.HBAR),
                new PaymentCurrency(HederaGateway.HBAR, 8),
                List.of(new Payment(AccountId.of(holder), amount)),
                false);
    }
}
