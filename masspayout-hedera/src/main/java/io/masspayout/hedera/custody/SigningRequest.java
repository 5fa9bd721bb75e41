package io.masspayout.hedera.custody;

import io.masspayout.ledger.BatchReference;
import io.masspayout.model.LedgerTransactionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * What a signer is asked to sign: the bodies of one transaction. There is one payload for each consensus node that may be sent
 * the transaction, because a Hedera body names its node; all have the same transaction id, so at most one of them takes effect.
 *
 * <p>Immutable: arrays are copied on the way in and on the way out.
 *
 * @param transactionId of all payloads
 * @param reference what is paid, for a person who has to approve
 * @param validUntil ledger time after which a signature is of no use any more
 * @param payloads the raw bytes of {@code TransactionBody}, at least one; an Ed25519 key signs them as they are
 */
public record SigningRequest(
        LedgerTransactionId transactionId, BatchReference reference, Instant validUntil, List<byte[]> payloads) {

    public SigningRequest {
        Objects.requireNonNull(transactionId, "transactionId");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(validUntil, "validUntil");
        payloads = payloads.stream().map(byte[]::clone).toList();
        if (payloads.isEmpty()) {
            throw new IllegalArgumentException("a signing request needs at least one payload");
        }
    }

    /** Copies, so that no signer can change what its signature is verified against. */
    @Override
    public List<byte[]> payloads() {
        return payloads.stream().map(byte[]::clone).toList();
    }

    /** The keccak-256 digests of the payloads, in their order: 32 bytes each, for ECDSA services that take a digest. */
    public List<byte[]> digests() {
        return payloads.stream().map(SigningKey::keccak256).toList();
    }

    /**
     * The idempotency key for the remote side: the same for the same payloads and signing key, in every process and after every
     * restart, so that a repeated request does not cost another approval. With another key or payload it is another one.
     *
     * @return 64 hexadecimal digits
     */
    public String requestKey(SigningKey key) {
        SHA256Digest digest = new SHA256Digest();
        update(digest, key.raw().toArray());
        payloads.forEach(payload -> update(digest, payload));
        byte[] sum = new byte[digest.getDigestSize()];
        digest.doFinal(sum, 0);
        return HexFormat.of().formatHex(sum);
    }

    /** With its length in front, so that no two lists of payloads run together to the same bytes. */
    private static void update(SHA256Digest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array(), 0, Integer.BYTES);
        digest.update(part, 0, part.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningRequest that
                && transactionId.equals(that.transactionId)
                && reference.equals(that.reference)
                && validUntil.equals(that.validUntil)
                && Arrays.deepEquals(payloads.toArray(), that.payloads.toArray());
    }

    @Override
    public int hashCode() {
        return transactionId.hashCode();
    }

    /** Without the payloads: they hold what each holder gets. */
    @Override
    public String toString() {
        return "SigningRequest[" + transactionId + ", " + reference + ", until " + validUntil + ", " + payloads.size()
                + " payloads]";
    }
}
