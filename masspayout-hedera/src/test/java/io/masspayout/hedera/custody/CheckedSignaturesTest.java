package io.masspayout.hedera.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.ledger.SigningException;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedSignaturesTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final SigningRequest REQUEST = Requests.of("for node 3", "for node 4", "for node 5");

    private final PrivateKey privateKey = PrivateKey.generateECDSA();
    private final SigningKey key = LocalKeySigner.of(privateKey).key();

    static List<PrivateKey> keys() {
        return List.of(PrivateKey.generateED25519(), PrivateKey.generateECDSA());
    }

    // ---- good answers

    @ParameterizedTest
    @MethodSource("keys")
    void aSlowAnswerIsVerifiedAndTaken(PrivateKey slowKey) {
        try (RemoteSigner signer = RemoteSigner.closed(slowKey, RemoteSigner.honest(slowKey))) {
            CompletionStage<List<byte[]>> answer = CheckedSignatures.of(signer, REQUEST, LONG);
            assertThat(answer.toCompletableFuture()).isNotDone();
            signer.open();

            assertFits(slowKey, join(answer));
        }
    }

    @Test
    void derAndHighSAndUnpaddedAreBroughtIntoForm() {
        Forgery forgery =
                Forgery.of(REQUEST.payloads().get(0), Forgery.HALF, Forgery.N.subtract(java.math.BigInteger.TWO));
        SigningRequest one = Requests.of(forgery.payload());
        for (byte[] form : List.of(
                forgery.der(),
                forgery.padded(),
                forgery.unpadded(),
                forgery.withHighS().der())) {
            try (RemoteSigner signer = RemoteSigner.of(forgery.privateKey(), payloads -> List.of(form))) {
                assertThat(join(CheckedSignatures.of(signer, one, LONG))).containsExactly(forgery.expected());
            }
        }
    }

    @Test
    void aStageThatIsNoFutureWillDo() {
        try (RemoteSigner remote = RemoteSigner.of(privateKey, RemoteSigner.honest(privateKey))) {
            TransactionSigner minimal =
                    signer(request -> remote.sign(request).toCompletableFuture().minimalCompletionStage());
            assertFits(privateKey, join(CheckedSignatures.of(minimal, REQUEST, LONG)));
        }
    }

    @Test
    void theSignerKeepsNoHoldOnWhatItGave() {
        List<byte[]> given = new ArrayList<>(
                REQUEST.payloads().stream().map(privateKey::sign).toList());
        List<byte[]> taken = join(CheckedSignatures.of(signer(request -> done(given)), REQUEST, LONG));
        given.forEach(signature -> Arrays.fill(signature, (byte) 0));
        given.clear();

        assertFits(privateKey, taken);
    }

    // ---- answers that are none

    @Test
    void aSignerThatChangesThePayloadSignsSomethingElse() {
        TransactionSigner forger = signer(request -> {
            List<byte[]> payloads = request.payloads();
            payloads.forEach(payload -> payload[0]++);
            return done(payloads.stream().map(privateKey::sign).toList());
        });
        assertThat(refusal(forger)).contains("signature 1 of 3").contains("does not fit key " + key);
    }

    @Test
    void signaturesInTheWrongOrderFitNothing() {
        assertThat(refusal(payloads -> {
                    List<byte[]> reversed =
                            new ArrayList<>(RemoteSigner.honest(privateKey).handle(payloads));
                    Collections.reverse(reversed);
                    return reversed;
                }))
                .contains("signature 1 of 3");
    }

    @Test
    void oneWrongSignatureSpoilsAll() {
        assertThat(refusal(payloads -> {
                    List<byte[]> signatures =
                            new ArrayList<>(RemoteSigner.honest(privateKey).handle(payloads));
                    signatures.set(2, signatures.get(1));
                    return signatures;
                }))
                .contains("signature 3 of 3, of 64 bytes, does not fit key " + key);
    }

    @Test
    void anotherKeysSignatureFitsNothing() {
        assertThat(refusal(RemoteSigner.honest(PrivateKey.generateECDSA()))).contains("does not fit key " + key);
        assertThat(refusal(RemoteSigner.honest(PrivateKey.generateED25519()))).contains("does not fit key " + key);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 300})
    void theWrongNumberOfSignaturesIsNoAnswer(int number) {
        byte[] signature = privateKey.sign(REQUEST.payloads().get(0));
        assertThat(refusal(payloads -> Collections.nCopies(number, signature)))
                .contains(number + " signatures for 3 payloads");
    }

    @Test
    void nullIsNoAnswer() {
        assertThat(refusal(signer(request -> null))).contains("null");
        assertThat(refusal(payloads -> null)).contains("null");
        assertThat(refusal(payloads -> Arrays.asList(privateKey.sign(payloads.get(0)), null, null)))
                .contains("signature 2 of 3 is null");
    }

    // ---- no answer

    @Test
    void aRefusalIsPassedOn() {
        Failure said = Failure.of(FailureCode.SIGNING_REFUSED, "rejected by the second approver");
        assertThat(failure(remote(payloads -> {
                    throw new SigningException(said);
                })))
                .isEqualTo(said);
        assertThat(failure(signer(request -> {
                    throw new SigningException(said);
                })))
                .isEqualTo(said);
        Failure other = Failure.of(FailureCode.TREASURY_KEY_REJECTED, "the vault is closed");
        assertThat(failure(signer(request -> CompletableFuture.failedFuture(
                        new CompletionException(new ExecutionException(new SigningException(other)))))))
                .isEqualTo(other);
    }

    @Test
    void aSignerThatFailsIsAskedAgainLater() {
        assertThat(unavailability(remote(payloads -> {
                    throw new IOException("boom", new SocketTimeoutException("read timed out"));
                })))
                .isEqualTo("the signer failed with java.io.IOException, caused by java.net.SocketTimeoutException");
        assertThat(unavailability(signer(request -> {
                    throw new IllegalStateException("boom");
                })))
                .isEqualTo("the signer failed with java.lang.IllegalStateException");
        assertThat(unavailability(remote(payloads -> {
                    throw new StackOverflowError("boom");
                })))
                .contains("java.lang.StackOverflowError");
        assertThat(unavailability(signer(request -> {
                    throw new ExceptionInInitializerError("boom");
                })))
                .isEqualTo("the signer failed with java.lang.ExceptionInInitializerError");
        assertThat(unavailability(signer(request -> {
                    throw new SigningException(null);
                })))
                .contains("SigningException");
        CompletableFuture<List<byte[]>> cancelled = new CompletableFuture<>();
        cancelled.cancel(true);
        assertThat(unavailability(signer(request -> cancelled))).contains(CancellationException.class.getName());
    }

    @Test
    void aSignerThatDoesNotKnowItsKeyIsAskedAgainLater() {
        assertThat(unavailability(new TransactionSigner() {
                    @Override
                    public SigningKey key() {
                        throw new IllegalStateException("not connected");
                    }

                    @Override
                    public CompletionStage<List<byte[]>> sign(SigningRequest request) {
                        return done(List.of());
                    }
                }))
                .contains("IllegalStateException");
    }

    @Test
    void anAnswerThatCannotBeReadIsNone() {
        assertThat(unavailability(signer(request -> done(new AbstractList<>() {
                    @Override
                    public byte[] get(int index) {
                        throw new IllegalStateException("lazy, and too late");
                    }

                    @Override
                    public int size() {
                        return 3;
                    }
                }))))
                .contains("IllegalStateException");
    }

    @Test
    void endlessCausesAreCutOff() {
        IllegalStateException first = new IllegalStateException("a");
        first.initCause(new IllegalArgumentException("b", first));
        assertThat(unavailability(remote(payloads -> {
                    throw first;
                })))
                .endsWith("IllegalStateException");
    }

    @Test
    void aSignerThatHangsIsUnavailableAndItsLateAnswerIsDropped() {
        CompletableFuture<List<byte[]>> desk = new CompletableFuture<>();
        CompletableFuture<List<byte[]>> answer =
                CheckedSignatures.of(signer(request -> desk), REQUEST, SHORT).toCompletableFuture();

        assertThat(failure(answer).code()).isEqualTo(FailureCode.SIGNER_UNAVAILABLE);
        assertThat(failure(answer).detail()).isEqualTo("the signer did not answer within PT0.02S");
        // The desk's own future is left alone: the next request for the same body may get it again.
        assertThat(desk).isNotDone();

        desk.complete(REQUEST.payloads().stream().map(privateKey::sign).toList());
        assertThat(answer).isCompletedExceptionally();
        assertFits(privateKey, join(CheckedSignatures.of(signer(request -> desk), REQUEST, LONG)));
    }

    @Test
    void forEverIsATimeLimitToo() {
        assertFits(
                privateKey,
                join(CheckedSignatures.of(LocalKeySigner.of(privateKey), REQUEST, Duration.ofSeconds(Long.MAX_VALUE))));
    }

    @Test
    void aTimeLimitHasToBePositive() {
        for (Duration none : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CheckedSignatures.of(LocalKeySigner.of(privateKey), REQUEST, none));
        }
    }

    @Test
    void theExceptionComesUnwrapped() {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        CheckedSignatures.of(signer(request -> null), REQUEST, LONG)
                .whenComplete((signatures, problem) -> seen.complete(problem));
        assertThat(seen.join()).isInstanceOf(SigningException.class);
    }

    // ---- signers of one payload

    @Test
    void aSignerOfOnePayloadIsAskedForOneAfterTheOther() {
        List<CompletableFuture<byte[]>> asked = new ArrayList<>();
        TransactionSigner single = TransactionSigner.ofSingle(key, payload -> {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        });
        CompletionStage<List<byte[]>> answer = CheckedSignatures.of(single, REQUEST, LONG);
        for (int i = 0; i < 3; i++) {
            assertThat(asked).hasSize(i + 1);
            assertThat(answer.toCompletableFuture()).isNotDone();
            asked.get(i).complete(privateKey.sign(REQUEST.payloads().get(i)));
        }

        assertFits(privateKey, join(answer));
        assertThat(single).hasToString("OneAtATime[" + key + "]");
    }

    @Test
    void aSignerOfOnePayloadIsNotAskedAgainOnceItFailed() {
        List<byte[]> asked = new ArrayList<>();
        TransactionSigner single = TransactionSigner.ofSingle(key, payload -> {
            asked.add(payload);
            throw new SigningException(Failure.of(FailureCode.SIGNING_REFUSED, "limit reached"));
        });

        assertThat(refusal(single)).isEqualTo("limit reached");
        assertThat(asked).hasSize(1);
        assertThat(unavailability(TransactionSigner.ofSingle(key, payload -> null)))
                .contains("NullPointerException");
        assertThat(refusal(TransactionSigner.ofSingle(key, payload -> CompletableFuture.completedFuture(null))))
                .contains("signature 1 of 3 is null");
    }

    // ---- helpers

    private TransactionSigner signer(Function<SigningRequest, CompletionStage<List<byte[]>>> answer) {
        return new TransactionSigner() {
            @Override
            public SigningKey key() {
                return key;
            }

            @Override
            public CompletionStage<List<byte[]>> sign(SigningRequest request) {
                return answer.apply(request);
            }
        };
    }

    private TransactionSigner remote(RemoteSigner.Desk desk) {
        return signer(request -> {
            RemoteSigner remote = RemoteSigner.of(privateKey, desk);
            return remote.sign(request).whenComplete((signatures, problem) -> remote.close());
        });
    }

    private static CompletionStage<List<byte[]>> done(List<byte[]> signatures) {
        return CompletableFuture.completedFuture(signatures);
    }

    private String refusal(RemoteSigner.Desk desk) {
        return refusal(remote(desk));
    }

    private static String refusal(TransactionSigner signer) {
        Failure failure = failure(signer);
        assertThat(failure.code()).isEqualTo(FailureCode.SIGNING_REFUSED);
        return failure.detail();
    }

    private static String unavailability(TransactionSigner signer) {
        Failure failure = failure(signer);
        assertThat(failure.code()).isEqualTo(FailureCode.SIGNER_UNAVAILABLE);
        return failure.detail();
    }

    private static Failure failure(TransactionSigner signer) {
        return failure(CheckedSignatures.of(signer, REQUEST, LONG));
    }

    private static Failure failure(CompletionStage<List<byte[]>> answer) {
        ExecutionException problem = catchThrowableOfType(
                ExecutionException.class, () -> answer.toCompletableFuture().get(30, TimeUnit.SECONDS));
        assertThat(problem).hasCauseInstanceOf(SigningException.class);
        // Whatever came before may quote a secret, and is not handed on.
        assertThat(problem.getCause().getCause()).isNull();
        assertThat(problem.getCause().getSuppressed()).isEmpty();
        return ((SigningException) problem.getCause()).failure();
    }

    private static List<byte[]> join(CompletionStage<List<byte[]>> answer) {
        return answer.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void assertFits(PrivateKey signedBy, List<byte[]> signatures) {
        assertThat(signatures).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(signatures.get(i)).hasSize(64);
            assertThat(signedBy.getPublicKey().verify(REQUEST.payloads().get(i), signatures.get(i)))
                    .isTrue();
        }
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> signatures.remove(0));
    }
}
