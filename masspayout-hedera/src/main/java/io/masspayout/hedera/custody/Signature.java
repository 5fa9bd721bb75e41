package io.masspayout.hedera.custody;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;

/**
 * Brings a signature into the one form that Hedera takes: 64 bytes, for ECDSA {@code r} and {@code s} padded to 32 bytes each and
 * {@code s} in the lower half.
 *
 * <p>ECDSA signatures come in three forms, and some bytes can be read as more than one: {@code r} and {@code s} without leading zeros
 * do not say where one ends, and a short DER signature may have 64 bytes as well. No guess is needed, as a reading is right when it
 * verifies.
 */
final class Signature {

    /** Length of {@code r} and of {@code s}, in bytes. */
    private static final int PART = SigningKey.SIGNATURE_LENGTH / 2;

    private Signature() {}

    /** The signature in Hedera's form, or empty when it is not this key's over this payload. */
    static Optional<byte[]> fitting(SigningKey key, byte[] payload, byte[] given) {
        return readings(key, given).stream()
                .filter(reading -> key.verify(payload, reading))
                .findFirst();
    }

    private static List<byte[]> readings(SigningKey key, byte[] given) {
        return switch (key.algorithm()) {
            case ED25519 -> given.length == SigningKey.SIGNATURE_LENGTH ? List.of(given.clone()) : List.of();
            case ECDSA_SECP256K1 -> ecdsaReadings(given);
        };
    }

    private static List<byte[]> ecdsaReadings(byte[] given) {
        List<byte[]> readings = new ArrayList<>();
        int shortestR = Math.max(1, given.length - PART);
        int longestR = Math.min(PART, given.length - 1);
        for (int split = longestR; split >= shortestR; split--) {
            add(
                    readings,
                    new BigInteger(1, Arrays.copyOfRange(given, 0, split)),
                    new BigInteger(1, Arrays.copyOfRange(given, split, given.length)));
        }
        try {
            BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(Secp256k1.order(), given);
            add(readings, parts[0], parts[1]);
        } catch (IOException | RuntimeException notDer) {
            // The decoder is strict, and throws whatever it stumbles over. Not DER is nothing exceptional here.
            return readings;
        }
        return readings;
    }

    /** Numbers that are no signature with any key are not worth a verification. */
    private static void add(List<byte[]> readings, BigInteger r, BigInteger s) {
        if (Secp256k1.isScalar(r) && Secp256k1.isScalar(s)) {
            byte[] reading = Arrays.copyOf(BigIntegers.asUnsignedByteArray(PART, r), SigningKey.SIGNATURE_LENGTH);
            System.arraycopy(BigIntegers.asUnsignedByteArray(PART, Secp256k1.lowS(s)), 0, reading, PART, PART);
            readings.add(reading);
        }
    }
}
