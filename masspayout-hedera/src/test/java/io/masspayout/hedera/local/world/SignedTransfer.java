package io.masspayout.hedera.local.world;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.Key;
import com.hedera.hashgraph.sdk.KeyList;
import com.hedera.hashgraph.sdk.PublicKey;
import com.hedera.hashgraph.sdk.proto.SignatureMap;
import com.hedera.hashgraph.sdk.proto.SignaturePair;
import com.hedera.hashgraph.sdk.proto.TransactionBody;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A transfer as a node received it: its body, who signed it, and the hash of its bytes. Safe for use by many threads. */
public final class SignedTransfer {

    private final TransactionBody body;
    private final byte[] bodyBytes;
    private final SignatureMap signatures;
    private final ByteString hash;
    private final int size;
    private final TransactionKey key;

    /** A signature is checked once, not by every node again. */
    private final Map<PublicKey, Boolean> verified = new ConcurrentHashMap<>();

    public SignedTransfer(TransactionBody body, byte[] bodyBytes, SignatureMap signatures, ByteString hash, int size) {
        this.body = body;
        this.bodyBytes = bodyBytes.clone();
        this.signatures = signatures;
        this.hash = hash;
        this.size = size;
        this.key = new TransactionKey(
                body.getTransactionID().getAccountID().getAccountNum(),
                Nanos.of(
                        body.getTransactionID().getTransactionValidStart().getSeconds(),
                        body.getTransactionID().getTransactionValidStart().getNanos()));
    }

    public TransactionBody body() {
        return body;
    }

    public TransactionKey key() {
        return key;
    }

    public ByteString hash() {
        return hash;
    }

    public int size() {
        return size;
    }

    public int signatureCount() {
        return signatures.getSigPairCount();
    }

    public long validNanos() {
        return Math.multiplyExact(body.getTransactionValidDuration().getSeconds(), Nanos.PER_SECOND);
    }

    /** Whether a key signed: all keys of a list, or as many as its threshold asks for. Nobody signs for a hollow account. */
    public boolean isSignedBy(@Nullable Key required) {
        if (required instanceof PublicKey single) {
            return verified.computeIfAbsent(single, this::verify);
        }
        if (required instanceof KeyList list) {
            int needed = list.getThreshold() == null ? list.size() : list.getThreshold();
            return list.stream().filter(this::isSignedBy).count() >= Math.max(1, needed);
        }
        return false;
    }

    private boolean verify(PublicKey required) {
        ByteString raw = ByteString.copyFrom(required.toBytesRaw());
        for (SignaturePair pair : signatures.getSigPairList()) {
            if (!raw.startsWith(pair.getPubKeyPrefix())) {
                continue;
            }
            ByteString signature = required.isED25519() ? pair.getEd25519() : pair.getECDSASecp256K1();
            // Both kinds have 64 bytes; whatever else comes in is no signature.
            if (signature.size() == 64 && required.verify(bodyBytes, signature.toByteArray())) {
                return true;
            }
        }
        return false;
    }
}
