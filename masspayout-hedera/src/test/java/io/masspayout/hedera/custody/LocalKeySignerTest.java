package io.masspayout.hedera.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.custody.SigningKey.Algorithm;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LocalKeySignerTest {

    static Stream<PrivateKey> keys() {
        return Stream.of(PrivateKey.generateED25519(), PrivateKey.generateECDSA());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void itSignsEachPayloadAsTheSdkVerifiesIt(PrivateKey privateKey) {
        SigningRequest request = Requests.of("for node 3", "for node 4", "");

        List<byte[]> signatures = CheckedSignatures.of(LocalKeySigner.of(privateKey), request, Duration.ofMinutes(1))
                .toCompletableFuture()
                .join();

        assertThat(signatures).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(privateKey.getPublicKey().verify(request.payloads().get(i), signatures.get(i)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everySpellingOfAKeyGivesTheSameSigner(PrivateKey privateKey) {
        SigningKey key = LocalKeySigner.of(privateKey).key();
        assertThat(key.algorithm()).isEqualTo(privateKey.isECDSA() ? Algorithm.ECDSA_SECP256K1 : Algorithm.ED25519);
        for (String prefix : List.of("", "0x")) {
            assertThat(LocalKeySigner.fromHex(key.algorithm(), prefix + privateKey.toStringRaw())
                            .key())
                    .isEqualTo(key);
            assertThat(LocalKeySigner.fromDer(prefix + privateKey.toStringDER()).key())
                    .isEqualTo(key);
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void whatIsNoPrivateKeyIsRefused(Algorithm algorithm) {
        PrivateKey good = PrivateKey.generateED25519();
        for (String hex : List.of(
                "",
                "0x",
                "zz".repeat(32),
                "01".repeat(31),
                "01".repeat(33),
                "01".repeat(64),
                good.toStringDER(),
                good.getPublicKey().toStringDER())) {
            assertThatIllegalArgumentException().as(hex).isThrownBy(() -> LocalKeySigner.fromHex(algorithm, hex));
        }
        for (String hex : List.of(
                "",
                "zz",
                good.toStringRaw(),
                good.getPublicKey().toStringDER(),
                good.toStringDER().substring(2))) {
            assertThatIllegalArgumentException().as(hex).isThrownBy(() -> LocalKeySigner.fromDer(hex));
        }
    }

    /** Such a key would fail with each signature, long after the host has started. */
    @Test
    void anEcdsaKeyOutsideTheCurveIsRefused() {
        for (byte[] raw : List.of(
                new byte[32],
                BigIntegers.asUnsignedByteArray(32, Secp256k1.order()),
                BigIntegers.asUnsignedByteArray(32, Secp256k1.order().add(java.math.BigInteger.ONE)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LocalKeySigner.fromHex(
                            Algorithm.ECDSA_SECP256K1, java.util.HexFormat.of().formatHex(raw)));
        }
    }

    @Test
    void itsTextShowsThePublicKeyOnly() {
        PrivateKey privateKey = PrivateKey.generateECDSA();
        assertThat(LocalKeySigner.of(privateKey))
                .hasToString("LocalKeySigner[ECDSA_SECP256K1 "
                        + privateKey.getPublicKey().toStringRaw() + "]");
    }
}
