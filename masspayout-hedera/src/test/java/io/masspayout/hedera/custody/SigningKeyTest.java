package io.masspayout.hedera.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.PublicKey;
import io.masspayout.hedera.custody.SigningKey.Algorithm;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    private static final byte[] PAYLOAD = {1, 2, 3};

    static Stream<PrivateKey> keys() {
        return Stream.of(PrivateKey.generateED25519(), PrivateKey.generateECDSA());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everySpellingOfAKeyIsTheSameKey(PrivateKey privateKey) {
        PublicKey publicKey = privateKey.getPublicKey();
        SigningKey key = LocalKeySigner.of(privateKey).key();

        assertThat(key.raw().toArray()).isEqualTo(publicKey.toBytesRaw());
        assertThat(SigningKey.of(key.algorithm(), publicKey.toBytesRaw())).isEqualTo(key);
        assertThat(SigningKey.fromHex(publicKey.toStringRaw())).isEqualTo(key);
        assertThat(SigningKey.fromHex("0x" + publicKey.toStringRaw().toUpperCase(Locale.ROOT)))
                .isEqualTo(key);
        assertThat(SigningKey.fromHex(publicKey.toStringDER())).isEqualTo(key);
        assertThat(SigningKey.fromDer(publicKey.toBytesDER())).isEqualTo(key);
    }

    /** AWS KMS gives its ECC_SECG_P256K1 keys as an uncompressed point, as RFC 5480 has it. */
    @Test
    void anUncompressedKeyIsCompressed() throws Exception {
        SigningKey key = LocalKeySigner.of(PrivateKey.generateECDSA()).key();
        byte[] uncompressed =
                Secp256k1.DOMAIN.getCurve().decodePoint(key.raw().toArray()).getEncoded(false);
        byte[] der = new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256k1),
                        uncompressed)
                .getEncoded();

        assertThat(der).hasSize(88);
        assertThat(SigningKey.fromDer(der)).isEqualTo(key);
        assertThat(SigningKey.fromHex(HexFormat.of().formatHex(uncompressed))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed448"})
    void aKeyOfAnotherKindIsRefused(String kind) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        if (kind.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        byte[] der = generator.generateKeyPair().getPublic().getEncoded();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.fromDer(der))
                .withMessageContaining("Ed25519 and ECDSA over secp256k1");
    }

    @Test
    void bytesThatAreNoKeyAreRefused() {
        byte[] notOnTheCurve = new byte[33];
        notOnTheCurve[0] = 2;
        notOnTheCurve[32] = 5;
        byte[] hybrid = new byte[65];
        for (byte[] raw : new byte[][] {{}, {0}, new byte[32], new byte[33], notOnTheCurve, new byte[64], hybrid}) {
            assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(Algorithm.ECDSA_SECP256K1, raw));
        }
        byte[] noPoint = new byte[32];
        Arrays.fill(noPoint, (byte) 0xff);
        for (byte[] raw : new byte[][] {{}, new byte[31], new byte[33], noPoint}) {
            assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(Algorithm.ED25519, raw));
        }
        for (String hex : new String[] {"", "0x", "zz", "abc", "3003020101", "30", "00".repeat(44)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.fromHex(hex));
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void itAgreesWithTheSdkOnEverySignature(PrivateKey privateKey) {
        SigningKey key = LocalKeySigner.of(privateKey).key();
        byte[] good = privateKey.sign(PAYLOAD);
        SplittableRandom random = new SplittableRandom(7);
        assertThat(key.verify(PAYLOAD, good)).isTrue();
        assertThat(key.verify(new byte[] {1, 2, 4}, good)).isFalse();
        for (int i = 0; i < 300; i++) {
            byte[] signature = good.clone();
            signature[random.nextInt(64)] += (byte) random.nextInt(256);
            assertThat(key.verify(PAYLOAD, signature))
                    .isEqualTo(Arrays.equals(signature, good))
                    .isEqualTo(privateKey.getPublicKey().verify(PAYLOAD, signature));
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noBytesMakeVerificationThrow(PrivateKey privateKey) {
        SigningKey key = LocalKeySigner.of(privateKey).key();
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 300; i++) {
            byte[] signature = new byte[i % 3 == 0 ? 64 : random.nextInt(80)];
            random.nextBytes(signature);
            assertThat(key.verify(PAYLOAD, signature)).isFalse();
        }
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(key.verify(PAYLOAD, new byte[64])).isFalse();
        assertThat(key.verify(PAYLOAD, ones)).isFalse();
    }

    @Test
    void itsTextIsAlgorithmAndPublicKey() {
        PrivateKey privateKey = PrivateKey.generateED25519();
        assertThat(LocalKeySigner.of(privateKey).key())
                .hasToString("ED25519 " + privateKey.getPublicKey().toStringRaw());
    }
}
