package io.masspayout.hedera;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.proto.SignaturePair;
import io.masspayout.hedera.custody.SigningKey;
import java.util.List;

/** Signatures in the form in which a transaction carries them: with the whole public key, as the SDK sends it. */
final class SignaturePairs {

    private SignaturePairs() {}

    static List<SignaturePair> of(SigningKey key, List<byte[]> signatures) {
        ByteString prefix = ByteString.copyFrom(key.raw().toArray());
        return signatures.stream()
                .map(ByteString::copyFrom)
                .map(signature -> switch (key.algorithm()) {
                    case ED25519 ->
                        SignaturePair.newBuilder()
                                .setPubKeyPrefix(prefix)
                                .setEd25519(signature)
                                .build();
                    case ECDSA_SECP256K1 ->
                        SignaturePair.newBuilder()
                                .setPubKeyPrefix(prefix)
                                .setECDSASecp256K1(signature)
                                .build();
                })
                .toList();
    }
}
