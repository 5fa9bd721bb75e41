package io.masspayout.hedera.custody;

import io.masspayout.ledger.SigningException;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The only way to ask a signer. Whatever the signer does against its contract becomes a {@link SigningException}, and what it answers
 * is verified before anybody stores it: a transaction with a wrong signature would be refused by the nodes only after it had
 * been stored, sent and waited for.
 *
 * <p>Nothing here logs, and of exceptions that are not ours only the class is told: nobody knows what their messages quote.
 */
public final class CheckedSignatures {

    /** Enough classes of a chain of causes to see what is behind it. */
    private static final int MAX_CAUSES_TOLD = 5;

    private CheckedSignatures() {}

    /**
     * Asks a signer, in the caller's thread for as long as it does not return.
     *
     * @param timeout how long the answer may take once the signer has returned; positive. A signer that is late is not told: the
     *     approval it waits for serves the next request for the same body
     * @return one signature of 64 bytes for each payload, in order; completes exceptionally with {@link SigningException} and with
     *     nothing else: {@link FailureCode#SIGNER_UNAVAILABLE} for no answer or an unexpected exception, {@link
     *     FailureCode#SIGNING_REFUSED} for answers that asking again will not make better, and whatever the signer itself said
     */
    public static CompletionStage<List<byte[]>> of(TransactionSigner signer, SigningRequest request, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive but is " + timeout);
        }
        // A future of our own: the signer's may be shared, and a time limit put on it would end it for everybody.
        CompletableFuture<List<byte[]>> checked = new CompletableFuture<>();
        try {
            SigningKey key = signer.key();
            CompletionStage<List<byte[]>> answer = signer.sign(request);
            if (answer == null) {
                checked.completeExceptionally(refused("the signer answered null"));
            } else {
                answer.whenComplete((signatures, problem) -> complete(checked, key, request, signatures, problem));
            }
        } catch (Throwable problem) {
            // Errors too: a key service's library that cannot be loaded is one, and its text is as little ours as any.
            checked.completeExceptionally(failure(problem));
        }
        return inTime(checked, timeout);
    }

    private static void complete(
            CompletableFuture<List<byte[]>> checked,
            SigningKey key,
            SigningRequest request,
            @Nullable List<byte[]> signatures,
            @Nullable Throwable problem) {
        try {
            if (problem != null) {
                checked.completeExceptionally(failure(problem));
            } else {
                checked.complete(verified(key, request.payloads(), signatures));
            }
        } catch (Throwable unexpected) {
            // Inside the signer's thread nobody else would hear of it, and the payment would wait for the time limit.
            checked.completeExceptionally(failure(unexpected));
        }
    }

    private static List<byte[]> verified(SigningKey key, List<byte[]> payloads, @Nullable List<byte[]> answer) {
        if (answer == null) {
            throw refused("the signer answered null");
        }
        List<byte[]> given = new ArrayList<>(answer);
        if (given.size() != payloads.size()) {
            throw refused("the signer gave " + given.size() + " signatures for " + payloads.size() + " payloads");
        }
        List<byte[]> verified = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            verified.add(verified(key, payloads.get(i), given.get(i), (i + 1) + " of " + given.size()));
        }
        return List.copyOf(verified);
    }

    private static byte[] verified(SigningKey key, byte[] payload, byte @Nullable [] given, String which) {
        if (given == null) {
            throw refused("signature " + which + " is null");
        }
        return Signature.fitting(key, payload, given)
                .orElseThrow(() ->
                        refused("signature " + which + ", of " + given.length + " bytes, does not fit key " + key));
    }

    /** A new exception even for one of ours: the signer's may carry a cause that quotes a secret. */
    private static SigningException failure(Throwable problem) {
        Throwable cause = problem;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof SigningException said && said.failure() != null
                ? new SigningException(said.failure())
                : unavailable("the signer failed with " + classes(cause));
    }

    private static String classes(Throwable problem) {
        StringBuilder classes = new StringBuilder(problem.getClass().getName());
        Throwable cause = problem.getCause();
        for (int told = 1; cause != null && told < MAX_CAUSES_TOLD; told++) {
            classes.append(", caused by ").append(cause.getClass().getName());
            cause = cause.getCause();
        }
        return classes.toString();
    }

    private static CompletionStage<List<byte[]>> inTime(CompletableFuture<List<byte[]>> checked, Duration timeout) {
        CompletableFuture<List<byte[]>> inTime = new CompletableFuture<>();
        // The saturating conversion: a host may well say "for ever".
        CompletionStage<List<byte[]>> limited =
                checked.orTimeout(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        limited.whenComplete((signatures, problem) -> {
            if (problem == null) {
                inTime.complete(signatures);
            } else if (problem instanceof TimeoutException) {
                inTime.completeExceptionally(unavailable("the signer did not answer within " + timeout));
            } else {
                inTime.completeExceptionally(problem);
            }
        });
        return inTime;
    }

    private static SigningException refused(String detail) {
        return new SigningException(Failure.of(FailureCode.SIGNING_REFUSED, detail));
    }

    private static SigningException unavailable(String detail) {
        return new SigningException(Failure.of(FailureCode.SIGNER_UNAVAILABLE, detail));
    }
}
