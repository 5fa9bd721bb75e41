package io.masspayout.examples;

import io.masspayout.hedera.custody.SigningKey;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.ledger.SigningException;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands for a key management service: keys are made in it, called by a name, and never come out. Its two calls are those that every
 * such service has, and they are all that the gateway needs.
 */
final class KeyService {

    private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();

    /** Makes an Ed25519 key. */
    void create(String name) {
        keys.computeIfAbsent(name, missing -> {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no Ed25519", e);
            }
        });
    }

    /** The public key in DER ({@code SubjectPublicKeyInfo}). */
    byte[] publicKey(String name) {
        return pair(name).getPublic().getEncoded();
    }

    /** The signature of these bytes. */
    CompletionStage<byte[]> sign(String name, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair(name).getPrivate());
            signature.update(bytes);
            return CompletableFuture.completedFuture(signature.sign());
        } catch (GeneralSecurityException e) {
            return CompletableFuture.failedFuture(
                    new SigningException(Failure.of(FailureCode.SIGNER_UNAVAILABLE, "the key service failed")));
        }
    }

    private KeyPair pair(String name) {
        KeyPair pair = keys.get(name);
        if (pair == null) {
            throw new IllegalArgumentException("no key " + name);
        }
        return pair;
    }

    /** What a gateway is given instead of the key. */
    static TransactionSigner signer(KeyService kms, String name) {
        // doc: kms
        SigningKey key = SigningKey.fromDer(kms.publicKey(name)); // the public half, once
        return TransactionSigner.ofSingle(key, payload -> kms.sign(name, payload)); // the private half stays there
        // end
    }
}
