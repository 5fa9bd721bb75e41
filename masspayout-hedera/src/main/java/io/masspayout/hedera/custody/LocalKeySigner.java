package io.masspayout.hedera.custody;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.custody.SigningKey.Algorithm;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Signs with a key that is held in this JVM: for tests, for small treasuries, for the account that pays the fees. Signs at once,
 * in the caller's thread. The private key cannot be got out of it, and is in none of its texts and exceptions.
 */
public final class LocalKeySigner implements TransactionSigner {

    private final PrivateKey privateKey;
    private final SigningKey key;

    private LocalKeySigner(PrivateKey privateKey) {
        this.privateKey = privateKey;
        this.key = SigningKey.of(
                privateKey.isECDSA() ? Algorithm.ECDSA_SECP256K1 : Algorithm.ED25519,
                privateKey.getPublicKey().toBytesRaw());
    }

    /** From a key of the Hedera SDK, which also reads PEM files and mnemonics. */
    public static LocalKeySigner of(PrivateKey privateKey) {
        return new LocalKeySigner(privateKey);
    }

    /**
     * From the 32 raw bytes in hexadecimal digits, with or without {@code 0x}. They do not tell the algorithm.
     *
     * @throws IllegalArgumentException when it is no private key; says nothing of what was given
     */
    public static LocalKeySigner fromHex(Algorithm algorithm, String hex) {
        return switch (algorithm) {
            case ED25519 -> parse(PrivateKey::fromStringED25519, hex, "an Ed25519 private key in hexadecimal digits");
            case ECDSA_SECP256K1 ->
                parse(PrivateKey::fromStringECDSA, hex, "an ECDSA secp256k1 private key in hexadecimal digits");
        };
    }

    /**
     * From DER in hexadecimal digits, with or without {@code 0x}, as the Hedera SDK and portal print it.
     *
     * @throws IllegalArgumentException when it is no private key; says nothing of what was given
     */
    public static LocalKeySigner fromDer(String hex) {
        return parse(PrivateKey::fromStringDER, hex, "a private key in DER, in hexadecimal digits");
    }

    private static LocalKeySigner parse(Function<String, PrivateKey> parser, String hex, String what) {
        try {
            return new LocalKeySigner(parser.apply(hex.startsWith("0x") ? hex.substring(2) : hex));
        } catch (RuntimeException malformed) {
            // Without the cause: parsers quote what they could not read.
            throw new IllegalArgumentException("not " + what);
        }
    }

    @Override
    public SigningKey key() {
        return key;
    }

    @Override
    public CompletionStage<List<byte[]>> sign(SigningRequest request) {
        return CompletableFuture.completedFuture(
                request.payloads().stream().map(privateKey::sign).toList());
    }

    /** Shows the public key only. */
    @Override
    public String toString() {
        return "LocalKeySigner[" + key + "]";
    }
}
