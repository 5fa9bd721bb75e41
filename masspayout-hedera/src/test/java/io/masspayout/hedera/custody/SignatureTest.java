package io.masspayout.hedera.custody;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.PrivateKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final int SIGNATURES = 2_000;
    private static final int SHORT_NONCES = 8;
    private static final byte[] PAYLOAD = "a body for node 0.0.3".getBytes(StandardCharsets.UTF_8);

    private final RandomGenerator random = new SplittableRandom(20_240_311);

    @Test
    void everyFormOfAnEcdsaSignatureBecomesTheOneThatHederaTakes() {
        List<BigInteger> shortNonces = noncesWithShortR();
        int shortR = 0;
        int shortS = 0;
        for (int i = 0; i < SIGNATURES; i++) {
            byte[] payload = new byte[1 + random.nextInt(400)];
            random.nextBytes(payload);
            BigInteger nonce =
                    i % 3 == 0 ? shortNonces.get(random.nextInt(shortNonces.size())) : Forgery.scalar(random, 256);
            BigInteger s = Forgery.scalar(random, i % 5 == 0 ? 1 + random.nextInt(248) : 256);
            Forgery signature = Forgery.of(payload, nonce, s);
            shortR += signature.r().bitLength() <= 248 ? 1 : 0;
            shortS += s.bitLength() <= 248 ? 1 : 0;

            assertBecomes(signature, signature.padded());
            assertBecomes(signature, signature.unpadded());
            assertBecomes(signature, signature.der());
            Forgery high = signature.withHighS();
            assertBecomes(signature, high.padded());
            assertBecomes(signature, high.unpadded());
            assertBecomes(signature, high.der());
            assertThat(signature.privateKey().getPublicKey().verify(payload, signature.expected()))
                    .isTrue();
        }
        assertThat(shortR).isGreaterThan(SIGNATURES / 4);
        assertThat(shortS).isGreaterThan(SIGNATURES / 6);
    }

    /** One in 256 is short: a few thousand points give the wanted number, with the shortest known one on top. */
    private List<BigInteger> noncesWithShortR() {
        List<BigInteger> nonces = new ArrayList<>(List.of(Forgery.HALF));
        while (nonces.size() < SHORT_NONCES) {
            BigInteger nonce = Forgery.scalar(random, 256);
            if (Forgery.r(nonce).bitLength() <= 248) {
                nonces.add(nonce);
            }
        }
        return nonces;
    }

    @Test
    void whatTheSdkSignsFitsAsItIs() {
        for (PrivateKey privateKey : List.of(PrivateKey.generateECDSA(), PrivateKey.generateED25519())) {
            SigningKey key = LocalKeySigner.of(privateKey).key();
            byte[] signature = privateKey.sign(PAYLOAD);

            byte[] fitting = Signature.fitting(key, PAYLOAD, signature).orElseThrow();

            assertThat(fitting).hasSize(64);
            assertThat(privateKey.getPublicKey().verify(PAYLOAD, fitting)).isTrue();
            assertThat(Signature.fitting(key, "another".getBytes(StandardCharsets.UTF_8), signature))
                    .isEmpty();
        }
    }

    @Test
    void aDerSignatureOf64BytesIsNotTakenForARawOne() {
        // 33 + 25 bytes of numbers and 6 of headers; r needs its leading zero, s needs none.
        BigInteger nonce = Forgery.scalar(random, 256);
        while (Forgery.r(nonce).bitLength() != 256) {
            nonce = Forgery.scalar(random, 256);
        }
        BigInteger s = Forgery.scalar(random, 198).setBit(198);
        Forgery signature = Forgery.of(PAYLOAD, nonce, s);
        assertThat(signature.der()).hasSize(64);

        assertBecomes(signature, signature.der());
    }

    @Test
    void theShortestSignatureIsFoundInEveryForm() {
        Forgery signature = Forgery.of(PAYLOAD, Forgery.HALF, BigInteger.ONE);
        assertThat(signature.unpadded()).hasSize(22);

        assertBecomes(signature, signature.unpadded());
        assertBecomes(signature, signature.der());
        assertBecomes(signature, signature.padded());
    }

    @Test
    void aTruncatedSignatureFitsNothing() {
        Forgery signature = Forgery.of(
                PAYLOAD,
                Forgery.scalar(random, 256),
                Forgery.scalar(random, 256).setBit(249));
        for (byte[] form : List.of(signature.der(), signature.padded())) {
            for (int length = 0; length < form.length; length++) {
                assertRefused(signature, Arrays.copyOf(form, length));
            }
        }
    }

    @Test
    void aSignatureWithMoreAfterItFitsNothing() {
        Forgery signature = Forgery.of(PAYLOAD, Forgery.scalar(random, 256), Forgery.scalar(random, 256));
        for (byte[] form : List.of(signature.der(), signature.padded())) {
            for (int more = 1; more <= 70; more++) {
                assertRefused(signature, Arrays.copyOf(form, form.length + more));
            }
            assertRefused(signature, Forgery.concat(form, form));
            assertRefused(signature, Forgery.concat(new byte[1], form));
        }
    }

    @Test
    void derWithNegativeNumbersFitsNothing() {
        BigInteger twoTo256 = BigInteger.ONE.shiftLeft(256);
        Forgery signature = Forgery.of(PAYLOAD, Forgery.scalar(random, 256), Forgery.scalar(random, 256));
        BigInteger r = signature.r();
        BigInteger s = signature.s();

        // Without its leading zero a number with the highest bit set reads as a negative one.
        assertRefused(signature, Forgery.der(r.subtract(twoTo256), s));
        assertRefused(signature, Forgery.der(r, s.subtract(twoTo256)));
        assertRefused(signature, Forgery.der(r.negate(), s));
        assertRefused(signature, Forgery.der(r, s.negate()));
    }

    @Test
    void numbersOutsideTheCurveFitNothing() {
        Forgery signature = Forgery.of(PAYLOAD, Forgery.HALF, Forgery.scalar(random, 120));
        BigInteger r = signature.r();
        BigInteger s = signature.s();
        List<BigInteger[]> pairs = new ArrayList<>();
        for (BigInteger bad : List.of(
                BigInteger.ZERO, Forgery.N, BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE))) {
            pairs.add(new BigInteger[] {bad, s});
            pairs.add(new BigInteger[] {r, bad});
            pairs.add(new BigInteger[] {bad, bad});
        }
        // The same numbers modulo the order: a careless verifier would take them.
        pairs.add(new BigInteger[] {r.add(Forgery.N), s});
        pairs.add(new BigInteger[] {r, s.add(Forgery.N)});
        for (BigInteger[] pair : pairs) {
            assertRefused(signature, Forgery.der(pair));
            if (pair[0].bitLength() <= 256 && pair[1].bitLength() <= 256) {
                assertRefused(
                        signature,
                        Forgery.concat(
                                BigIntegers.asUnsignedByteArray(32, pair[0]),
                                BigIntegers.asUnsignedByteArray(32, pair[1])));
            }
        }
    }

    @Test
    void whatOnlyLooksLikeDerFitsNothing() {
        Forgery signature = Forgery.of(PAYLOAD, Forgery.scalar(random, 256), Forgery.scalar(random, 256));
        byte[] der = signature.der();
        byte[] numbers = Arrays.copyOfRange(der, 2, der.length);
        byte length = der[1];

        assertRefused(signature, Forgery.concat(new byte[] {0x30, (byte) 0x81, length}, numbers));
        assertRefused(signature, Forgery.concat(new byte[] {0x30, (byte) 0x80}, numbers, new byte[2]));
        assertRefused(signature, Forgery.concat(new byte[] {0x31, length}, numbers));
        assertRefused(signature, Forgery.concat(new byte[] {0x30, (byte) (length + 1)}, numbers));
        assertRefused(signature, Forgery.concat(new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1}, numbers));
        assertRefused(signature, Forgery.der(signature.r()));
        assertRefused(signature, Forgery.der(signature.r(), signature.s(), BigInteger.ONE));
        assertRefused(signature, Forgery.der(signature.s(), signature.r()));
        assertRefused(signature, HexFormat.of().formatHex(signature.padded()).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void everySingleWrongBitIsSeen() {
        Forgery signature = Forgery.of(PAYLOAD, Forgery.scalar(random, 256), Forgery.scalar(random, 256));
        for (byte[] form : List.of(signature.der(), signature.padded())) {
            for (int bit = 0; bit < form.length * Byte.SIZE; bit++) {
                byte[] wrong = form.clone();
                wrong[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
                assertRefused(signature, wrong);
            }
        }
    }

    @Test
    void anEd25519SignatureHas64BytesAndNoOtherForm() {
        PrivateKey privateKey = PrivateKey.generateED25519();
        SigningKey key = LocalKeySigner.of(privateKey).key();
        byte[] signature = privateKey.sign(PAYLOAD);

        assertThat(Signature.fitting(key, PAYLOAD, signature).orElseThrow())
                .isEqualTo(signature)
                .isNotSameAs(signature);
        for (int length = 0; length <= 130; length++) {
            if (length != 64) {
                assertThat(Signature.fitting(key, PAYLOAD, Arrays.copyOf(signature, length)))
                        .as("%d bytes", length)
                        .isEmpty();
            }
        }
        BigInteger first = new BigInteger(1, Arrays.copyOf(signature, 32));
        BigInteger second = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        assertThat(Signature.fitting(key, PAYLOAD, Forgery.der(first, second))).isEmpty();
    }

    /** The second number of an Ed25519 signature plus the group's order: RFC 8032 section 5.1.7 wants it refused. */
    @Test
    void anEd25519SignatureHasOneFormOnly() {
        PrivateKey privateKey = PrivateKey.generateED25519();
        byte[] signature = privateKey.sign(PAYLOAD);
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] littleEndian = Arrays.copyOfRange(signature, 32, 64);
        BigInteger moved = new BigInteger(1, reversed(littleEndian)).add(order);
        System.arraycopy(reversed(BigIntegers.asUnsignedByteArray(32, moved)), 0, signature, 32, 32);

        assertThat(Signature.fitting(LocalKeySigner.of(privateKey).key(), PAYLOAD, signature))
                .isEmpty();
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static void assertBecomes(Forgery signature, byte[] given) {
        assertThat(Signature.fitting(signature.key(), signature.payload(), given))
                .as("%s of r %s s %s", HexFormat.of().formatHex(given), signature.r(), signature.s())
                .hasValueSatisfying(fitting -> assertThat(fitting).isEqualTo(signature.expected()));
    }

    private static void assertRefused(Forgery signature, byte[] given) {
        assertThat(Signature.fitting(signature.key(), signature.payload(), given))
                .as(HexFormat.of().formatHex(given))
                .isEmpty();
    }
}
