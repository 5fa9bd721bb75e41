package io.masspayout.hedera.custody;

import io.masspayout.ledger.SigningException;
import io.masspayout.model.FailureCode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Signs transaction bodies. May be slow, may be remote, may need a person's approval. Implementations are safe for use by many
 * threads.
 *
 * <p>A signer only signs. It never sends what it signed: some custodians offer to, and then the one rule that keeps a payment
 * from happening twice, that an outcome is known before another body is made, would be out of our hands. Signing the same body
 * twice is harmless, as both copies have the same transaction id; so a request may be repeated, by other processes too, and the
 * {@linkplain SigningRequest#requestKey request key} lets the remote side see that it is the same one.
 *
 * <p>Signatures may come in any of the forms that key services use: 64 bytes, {@code r} and {@code s} without their leading zeros,
 * or DER. {@link CheckedSignatures} brings them into the form that Hedera wants, and refuses those that do not fit the key.
 *
 * <p>A signer for AWS KMS with an {@code ECC_SECG_P256K1} key is as short as this; KMS cannot hash with keccak-256, so it is
 * given the digest, and it answers in DER (AWS KMS API reference, {@code Sign}):
 *
 * <pre>{@code
 * SigningKey key = SigningKey.fromDer(kms.getPublicKey(r -> r.keyId(id)).join().publicKey().asByteArray());
 * TransactionSigner signer = TransactionSigner.ofSingle(key, payload -> kms.sign(r -> r
 *                 .keyId(id)
 *                 .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
 *                 .messageType(MessageType.DIGEST)
 *                 .message(SdkBytes.fromByteArray(SigningKey.keccak256(payload))))
 *         .thenApply(answer -> answer.signature().asByteArray()));
 * }</pre>
 *
 * <p>A custodian with approvals takes all payloads of a request in one go, implements {@link #sign} itself, passes the request key
 * on, and completes the stage when its desk has decided: with {@link FailureCode#SIGNING_REFUSED} for "rejected", "cancelled" and
 * "blocked". As long as the desk has not decided, the stage stays open, or ends with {@link FailureCode#SIGNER_UNAVAILABLE}, and
 * the same body is asked for again.
 */
public interface TransactionSigner {

    /** The key whose signatures this signer gives; constant for the life of this object. Must not block. */
    SigningKey key();

    /**
     * One signature for each payload, in the same order. Better asynchronous; a signer that blocks keeps one thread of the host's
     * executor busy.
     *
     * @return completes exceptionally with {@link SigningException}: {@link FailureCode#SIGNER_UNAVAILABLE} to be asked for the same
     *     body again later, {@link FailureCode#SIGNING_REFUSED} when a person or a policy said no. Its detail is stored and shown, so
     *     it must not hold a secret. Any other exception counts as unavailable, and its message is dropped
     */
    CompletionStage<List<byte[]>> sign(SigningRequest request);

    /**
     * A signer that signs one payload at a time, the next when the former is done: key services count requests.
     *
     * @param signOne from the raw body bytes to a signature in any of the forms above; what is said of {@link #sign} goes for it too
     */
    static TransactionSigner ofSingle(SigningKey key, Function<byte[], CompletionStage<byte[]>> signOne) {
        return new OneAtATime(key, signOne);
    }
}
