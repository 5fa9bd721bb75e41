package io.masspayout.hedera.custody;

import io.masspayout.ledger.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The public half of a key that signs Hedera transactions. Immutable.
 *
 * @param algorithm Hedera knows two
 * @param raw 32 bytes for Ed25519, 33 (a compressed point) for ECDSA: the form of the key in Hedera's protobuf
 */
public record SigningKey(Algorithm algorithm, Bytes raw) {

    /** Length of a signature, for both algorithms, as Hedera's nodes want it. */
    static final int SIGNATURE_LENGTH = 64;

    /** RFC 8410, section 3. */
    private static final ASN1ObjectIdentifier ED25519_NAME = new ASN1ObjectIdentifier("1.3.101.112");

    /** The kinds of keys that Hedera verifies. */
    public enum Algorithm {
        /** Signs the body as it is. */
        ED25519,
        /** Signs the keccak-256 digest of the body. */
        ECDSA_SECP256K1
    }

    /**
     * Makes a 65 byte ECDSA key a compressed one.
     *
     * @throws IllegalArgumentException when the bytes are no key of this algorithm
     */
    public SigningKey {
        Objects.requireNonNull(algorithm, "algorithm");
        raw = switch (algorithm) {
            case ED25519 -> checkedEd25519(raw);
            case ECDSA_SECP256K1 -> Bytes.of(point(raw.toArray()).getEncoded(true));
        };
    }

    /**
     * From the raw bytes.
     *
     * @throws IllegalArgumentException when the bytes are no key of this algorithm
     */
    public static SigningKey of(Algorithm algorithm, byte[] raw) {
        return new SigningKey(algorithm, Bytes.of(raw));
    }

    /**
     * From hexadecimal digits, with or without {@code 0x}: 32 bytes are an Ed25519 key, 33 or 65 an ECDSA key, anything else must be
     * DER.
     *
     * @throws IllegalArgumentException when it is no public key
     */
    public static SigningKey fromHex(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
        return switch (bytes.length) {
            case 32 -> of(Algorithm.ED25519, bytes);
            case 33, 65 -> of(Algorithm.ECDSA_SECP256K1, bytes);
            default -> fromDer(bytes);
        };
    }

    /**
     * From a DER {@code SubjectPublicKeyInfo}, as key services and the Hedera SDK give it.
     *
     * @throws IllegalArgumentException when it is no public key, or one that Hedera has no use for
     */
    public static SigningKey fromDer(byte[] der) {
        SubjectPublicKeyInfo info;
        try {
            info = SubjectPublicKeyInfo.getInstance(der);
        } catch (RuntimeException malformed) {
            // Not as the cause: whoever mixes up his keys has passed the private one, and parsers quote what they read.
            throw new IllegalArgumentException("not a public key in DER, of " + der.length + " bytes");
        }
        return of(algorithm(info.getAlgorithm()), info.getPublicKeyData().getOctets());
    }

    private static Algorithm algorithm(AlgorithmIdentifier id) {
        ASN1ObjectIdentifier name = id.getAlgorithm();
        if (name.equals(ED25519_NAME)) {
            return Algorithm.ED25519;
        }
        // RFC 5480 puts the curve into the parameters; the Hedera SDK of some versions puts it in the algorithm's
        // place.
        boolean namesCurve = name.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && SECObjectIdentifiers.secp256k1.equals(id.getParameters());
        if (namesCurve || name.equals(SECObjectIdentifiers.secp256k1)) {
            return Algorithm.ECDSA_SECP256K1;
        }
        throw new IllegalArgumentException("Hedera has no use for keys of algorithm " + name + " with parameters "
                + id.getParameters() + "; it takes Ed25519 and ECDSA over secp256k1");
    }

    /**
     * Whether a signature, 64 bytes raw, is this key's over a payload. Of the two ECDSA signatures that differ in the sign of
     * {@code s}, both are.
     *
     * @param payload the raw body bytes, not their digest
     */
    public boolean verify(byte[] payload, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        return switch (algorithm) {
            case ED25519 -> {
                Ed25519Signer verifier = new Ed25519Signer();
                verifier.init(false, new Ed25519PublicKeyParameters(raw.toArray()));
                verifier.update(payload, 0, payload.length);
                yield verifier.verifySignature(signature);
            }
            case ECDSA_SECP256K1 -> {
                int half = SIGNATURE_LENGTH / 2;
                ECDSASigner verifier = new ECDSASigner();
                verifier.init(false, new ECPublicKeyParameters(point(raw.toArray()), Secp256k1.DOMAIN));
                yield verifier.verifySignature(
                        keccak256(payload),
                        new BigInteger(1, Arrays.copyOfRange(signature, 0, half)),
                        new BigInteger(1, Arrays.copyOfRange(signature, half, SIGNATURE_LENGTH)));
            }
        };
    }

    /** What ECDSA signs on Hedera instead of the payload itself: 32 bytes, by the original Keccak, not by SHA-3. */
    public static byte[] keccak256(byte[] payload) {
        KeccakDigest digest = new KeccakDigest(256);
        digest.update(payload, 0, payload.length);
        byte[] sum = new byte[digest.getDigestSize()];
        digest.doFinal(sum, 0);
        return sum;
    }

    private static Bytes checkedEd25519(Bytes raw) {
        if (raw.length() != Ed25519PublicKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length());
        }
        return Bytes.of(new Ed25519PublicKeyParameters(raw.toArray()).getEncoded());
    }

    private static ECPoint point(byte[] encoded) {
        if (encoded.length != 33 && encoded.length != 65) {
            throw new IllegalArgumentException(
                    "an ECDSA public key has 33 bytes, or 65 uncompressed, not " + encoded.length);
        }
        return Secp256k1.DOMAIN.validatePublicPoint(Secp256k1.DOMAIN.getCurve().decodePoint(encoded));
    }

    /** The algorithm and the key in hexadecimal digits. */
    @Override
    public String toString() {
        return algorithm + " " + HexFormat.of().formatHex(raw.toArray());
    }
}
