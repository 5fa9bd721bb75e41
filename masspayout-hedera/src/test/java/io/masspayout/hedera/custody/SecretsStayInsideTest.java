package io.masspayout.hedera.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.custody.SigningKey.Algorithm;
import io.masspayout.ledger.SigningException;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which custody can fail, with keys that the test knows, while somebody reads everything. */
class SecretsStayInsideTest {

    static List<PrivateKey> keys() {
        // Fixed, as with some keys a slip of the pen gives another key.
        String raw = "c1fb0a5e9e0f37d8826bd14490aa7b5c3f28e6d1947afe0b6c5d82913ab4e7f6";
        return List.of(PrivateKey.fromStringED25519(raw), PrivateKey.fromStringECDSA(raw));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noFailingSignerShowsAKey(PrivateKey privateKey) {
        try (SecretScan scan = SecretScan.listen(privateKey)) {
            List<RemoteSigner.Desk> desks = new ArrayList<>();
            for (Throwable problem : problemsThatQuote(privateKey)) {
                desks.add(payloads -> {
                    sneak(problem);
                    return List.of();
                });
            }
            // The private key itself as the signature, whole and doubled to the right length.
            byte[] raw = privateKey.toBytesRaw();
            desks.add(payloads -> List.of(raw));
            desks.add(payloads -> List.of(Forgery.concat(raw, raw)));
            desks.add(payloads -> List.of(privateKey.toBytesDER()));
            desks.add(payloads -> List.of(raw, raw));
            desks.add(payloads -> Collections.singletonList(null));
            desks.add(payloads -> null);
            for (RemoteSigner.Desk desk : desks) {
                try (RemoteSigner signer = RemoteSigner.of(privateKey, desk)) {
                    scan.see(failure(signer, scan));
                }
                TransactionSigner single =
                        TransactionSigner.ofSingle(LocalKeySigner.of(privateKey).key(), payload -> {
                            try {
                                return CompletableFuture.completedFuture(
                                        desk.handle(List.of(payload)).get(0));
                            } catch (Throwable problem) {
                                return CompletableFuture.failedFuture(problem);
                            }
                        });
                scan.see(single);
                Throwable problem =
                        catchThrowable(() -> CheckedSignatures.of(single, Requests.of("a"), Duration.ofMinutes(1))
                                .toCompletableFuture()
                                .get(30, TimeUnit.SECONDS));
                assertThat(problem).isNotNull();
                scan.see(problem);
            }
            try (RemoteSigner hanging = RemoteSigner.closed(privateKey, RemoteSigner.honest(privateKey))) {
                scan.see(failure(hanging, scan));
            }
            scan.assertNothingLeaked();
        }
    }

    private static Throwable failure(TransactionSigner signer, SecretScan scan) {
        Throwable problem = catchThrowable(() -> CheckedSignatures.of(signer, Requests.of("a"), Duration.ofSeconds(2))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS));
        assertThat(problem).hasCauseInstanceOf(SigningException.class);
        scan.see(signer.key());
        return problem;
    }

    private static List<Throwable> problemsThatQuote(PrivateKey privateKey) {
        String secret = privateKey.toStringRaw();
        SigningException ours = new SigningException(Failure.of(FailureCode.SIGNING_REFUSED, "no"));
        ours.initCause(new IllegalStateException(secret));
        ours.addSuppressed(new IllegalStateException(secret));
        RuntimeException suppressing = new RuntimeException("a");
        suppressing.addSuppressed(new IllegalStateException(secret));
        return List.of(
                new IllegalStateException("cannot use " + secret),
                new RuntimeException("a", new IllegalStateException(privateKey.toStringDER())),
                suppressing,
                ours,
                new AssertionError(privateKey));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable problem) throws T {
        throw (T) problem;
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noMisspeltKeyIsQuoted(PrivateKey privateKey) {
        String raw = privateKey.toStringRaw();
        String der = privateKey.toStringDER();
        try (SecretScan scan = SecretScan.listen(privateKey)) {
            for (String text : List.of(raw, der)) {
                for (String misspelt : List.of(
                        text + "0",
                        text + "00",
                        text.substring(1),
                        text.substring(2),
                        text.substring(0, text.length() - 2),
                        "x" + text.substring(1),
                        " " + text,
                        text + "\n",
                        "0x0x" + text,
                        "-----BEGIN PRIVATE KEY-----" + text)) {
                    for (Algorithm algorithm : Algorithm.values()) {
                        see(scan, () -> LocalKeySigner.fromHex(algorithm, misspelt));
                    }
                    see(scan, () -> LocalKeySigner.fromDer(misspelt));
                    see(scan, () -> SigningKey.fromHex(misspelt));
                }
            }
            see(scan, () -> LocalKeySigner.fromDer(raw));
            see(scan, () -> SigningKey.fromHex(der));
            see(scan, () -> SigningKey.fromDer(privateKey.toBytesDER()));
            see(scan, () -> SigningKey.of(Algorithm.ECDSA_SECP256K1, privateKey.toBytesRaw()));
            scan.assertNothingLeaked();
        }
    }

    private static void see(SecretScan scan, org.assertj.core.api.ThrowableAssert.ThrowingCallable mistake) {
        Throwable problem = catchThrowable(mistake);
        assertThat(problem).isInstanceOf(IllegalArgumentException.class);
        scan.see(problem);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noTextOfAWorkingSignerShowsItsKey(PrivateKey privateKey) {
        try (SecretScan scan = SecretScan.listen(privateKey)) {
            LocalKeySigner signer = LocalKeySigner.of(privateKey);
            SigningRequest request = Requests.of("a", "b");
            scan.see(signer);
            scan.see(signer.key());
            scan.see(signer.key().raw());
            scan.see(request);
            scan.see(request.requestKey(signer.key()));
            scan.see(CheckedSignatures.of(signer, request, Duration.ofMinutes(1)));
            scan.assertNothingLeaked();
        }
    }
}
