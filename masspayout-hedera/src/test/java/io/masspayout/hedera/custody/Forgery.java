package io.masspayout.hedera.custody;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.ledger.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.BigIntegers;

/**
 * A valid ECDSA signature whose {@code r} and {@code s} the test chooses, by choosing the key that fits them: {@code d = (s k - z) / r}.
 * So a short {@code s} needs no search, and a short {@code r} only one for its nonce, which then serves for every key.
 */
record Forgery(PrivateKey privateKey, SigningKey key, Bytes body, BigInteger r, BigInteger s) {

    static final BigInteger N = Secp256k1.order();

    /** The nonce with the shortest known {@code r}: one half, whose point has an x of 166 bits. */
    static final BigInteger HALF = BigInteger.TWO.modInverse(N);

    static Forgery of(byte[] payload, BigInteger nonce, BigInteger s) {
        BigInteger r = r(nonce);
        BigInteger z = new BigInteger(1, SigningKey.keccak256(payload));
        BigInteger d = s.multiply(nonce).subtract(z).multiply(r.modInverse(N)).mod(N);
        PrivateKey privateKey = PrivateKey.fromBytesECDSA(BigIntegers.asUnsignedByteArray(32, d));
        return new Forgery(privateKey, LocalKeySigner.of(privateKey).key(), Bytes.of(payload), r, s);
    }

    static BigInteger r(BigInteger nonce) {
        return Secp256k1.DOMAIN
                .getG()
                .multiply(nonce)
                .normalize()
                .getAffineXCoord()
                .toBigInteger()
                .mod(N);
    }

    static BigInteger scalar(RandomGenerator random, int bits) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new BigInteger(1, bytes)
                .mod(BigInteger.ONE.shiftLeft(bits))
                .mod(N.subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
    }

    byte[] payload() {
        return body.toArray();
    }

    Forgery withHighS() {
        return new Forgery(privateKey, key, body, r, N.subtract(lowS()));
    }

    private BigInteger lowS() {
        return s.min(N.subtract(s));
    }

    /** What Hedera wants, put together here without any code under test. */
    byte[] expected() {
        return new Forgery(privateKey, key, body, r, lowS()).padded();
    }

    byte[] padded() {
        return concat(BigIntegers.asUnsignedByteArray(32, r), BigIntegers.asUnsignedByteArray(32, s));
    }

    byte[] unpadded() {
        return concat(BigIntegers.asUnsignedByteArray(r), BigIntegers.asUnsignedByteArray(s));
    }

    byte[] der() {
        return der(r, s);
    }

    static byte[] der(BigInteger... numbers) {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        Arrays.stream(numbers).map(ASN1Integer::new).forEach(parts::add);
        try {
            return new DERSequence(parts).getEncoded();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] concat(byte[]... parts) {
        byte[] all = new byte[0];
        for (byte[] part : parts) {
            int end = all.length;
            all = Arrays.copyOf(all, end + part.length);
            System.arraycopy(part, 0, all, end, part.length);
        }
        return all;
    }
}
