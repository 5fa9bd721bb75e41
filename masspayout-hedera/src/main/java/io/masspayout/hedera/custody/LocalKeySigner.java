package io.masspayout.hedera.custody;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.custody.SigningKey.Algorithm;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Signs with a key that is held in this JVM: for tests, for small treasuries, for the account that pays the fees. Signs at once,
 * in the caller's thread. The private key cannot be got out of it, and is in none of its texts and exceptions.
 */
public final class LocalKeySigner implements TransactionSigner {

    /** Of both algorithms. */
    private static final int PRIVATE_KEY_LENGTH = 32;

    private final PrivateKey privateKey;
    private final SigningKey key;

    private LocalKeySigner(PrivateKey privateKey) {
        this.privateKey = privateKey;
        this.key = SigningKey.of(
                privateKey.isECDSA() ? Algorithm.ECDSA_SECP256K1 : Algorithm.ED25519,
                privateKey.getPublicKey().toBytesRaw());
    }

    /**
     * From a key of the Hedera SDK, which also reads PEM files and mnemonics.
     *
     * @throws IllegalArgumentException for an ECDSA key that is no number of the curve: it would fail with each signature, long
     *     after the host has started
     */
    public static LocalKeySigner of(PrivateKey privateKey) {
        if (privateKey.isECDSA() && !Secp256k1.isScalar(new BigInteger(1, privateKey.toBytesRaw()))) {
            throw new IllegalArgumentException("not a usable " + Algorithm.ECDSA_SECP256K1 + " private key");
        }
        return new LocalKeySigner(privateKey);
    }

    /**
     * From the 32 raw bytes in hexadecimal digits, with or without {@code 0x}. They do not tell the algorithm.
     *
     * @throws IllegalArgumentException when it is no private key; says nothing of what was given
     */
    public static LocalKeySigner fromHex(Algorithm algorithm, String hex) {
        return parse(algorithm + " private key of 32 bytes in hexadecimal digits", hex, bytes -> {
            if (bytes.length != PRIVATE_KEY_LENGTH) {
                throw new IllegalArgumentException("wrong length");
            }
            return switch (algorithm) {
                case ED25519 -> PrivateKey.fromBytesED25519(bytes);
                case ECDSA_SECP256K1 -> PrivateKey.fromBytesECDSA(bytes);
            };
        });
    }

    /**
     * From DER in hexadecimal digits, with or without {@code 0x}, as the Hedera SDK and portal print it.
     *
     * @throws IllegalArgumentException when it is no private key; says nothing of what was given
     */
    public static LocalKeySigner fromDer(String hex) {
        return parse("private key in DER, in hexadecimal digits", hex, PrivateKey::fromBytesDER);
    }

    private static LocalKeySigner parse(String what, String hex, Function<byte[], PrivateKey> parser) {
        try {
            return of(parser.apply(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex)));
        } catch (RuntimeException malformed) {
            // Without the cause: parsers quote what they could not read.
            throw new IllegalArgumentException("not a usable " + what);
        }
    }

    @Override
    public SigningKey key() {
        return key;
    }

    @Override
    public CompletionStage<List<byte[]>> sign(SigningRequest request) {
        return CompletableFuture.completedFuture(sign(request.payloads()));
    }

    /** A signature of each payload, in their order. */
    public List<byte[]> sign(List<byte[]> payloads) {
        return payloads.stream().map(privateKey::sign).toList();
    }

    /** Shows the public key only. */
    @Override
    public String toString() {
        return "LocalKeySigner[" + key + "]";
    }
}
