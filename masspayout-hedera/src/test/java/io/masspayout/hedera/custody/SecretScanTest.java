package io.masspayout.hedera.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hedera.hashgraph.sdk.PrivateKey;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scan that finds nothing proves something only if it would find it. */
class SecretScanTest {

    private static final PrivateKey KEY =
            PrivateKey.fromStringED25519("c1fb0a5e9e0f37d8826bd14490aa7b5c3f28e6d1947afe0b6c5d82913ab4e7f6");

    /** Existed before the scan, at a level at which it says nothing. */
    private static final Logger EARLY = LoggerFactory.getLogger("io.masspayout.hedera.custody.early");

    private static final byte[] RAW = KEY.toBytesRaw();

    static Stream<String> forms() {
        String hex = HexFormat.of().formatHex(RAW);
        return Stream.of(
                hex,
                hex.toUpperCase(Locale.ROOT),
                hex.substring(20, 40),
                HexFormat.ofDelimiter(":").formatHex(RAW),
                HexFormat.ofDelimiter(", ").withPrefix("").formatHex(RAW),
                KEY.toStringDER(),
                Base64.getEncoder().encodeToString(RAW),
                Base64.getEncoder().encodeToString(KEY.toBytesDER()),
                Base64.getUrlEncoder().withoutPadding().encodeToString(RAW),
                new BigInteger(1, RAW).toString(),
                new BigInteger(RAW).toString(),
                Arrays.toString(RAW));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormOfAKeyIsFound(String form) {
        try (SecretScan scan = SecretScan.listen(KEY)) {
            scan.see("before " + form + " after");
            assertThat(scan.leaks()).hasSize(1);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(scan::assertNothingLeaked)
                    .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain(form));
        }
    }

    static Stream<Consumer<SecretScan>> places() {
        String secret = HexFormat.of().formatHex(RAW);
        return Stream.of(
                scan -> System.out.println(secret),
                scan -> System.err.println(secret),
                scan -> EARLY.trace("a {}", secret),
                scan -> LoggerFactory.getLogger("com.hedera.late" + System.identityHashCode(scan))
                        .trace(secret),
                scan -> EARLY.debug("problem", new IllegalStateException(secret)),
                scan -> java.util.logging.Logger.getLogger("io.grpc.some").log(Level.FINEST, secret),
                scan -> scan.see(new IllegalStateException(secret)),
                scan -> scan.see(new IllegalStateException("a", new IllegalArgumentException(secret))),
                scan -> {
                    IllegalStateException problem = new IllegalStateException("a");
                    problem.addSuppressed(new IllegalStateException("b", new IllegalStateException(secret)));
                    scan.see(problem);
                });
    }

    @ParameterizedTest
    @MethodSource("places")
    void aKeyIsFoundWhereverItShows(Consumer<SecretScan> leak) {
        try (SecretScan scan = SecretScan.listen(KEY)) {
            scan.assertNothingLeaked();
            leak.accept(scan);
            assertThat(scan.leaks()).isNotEmpty();
        }
    }

    /** Some package is kept silent by its own setting, as the engine is in this build. */
    @Test
    void whoIsToldToBeSilentSpeaksWhileTheScanListens() {
        String setting = "org.slf4j.simpleLogger.log.io.masspayout.silent";
        System.setProperty(setting, "off");
        try {
            Logger late;
            try (SecretScan scan = SecretScan.listen(KEY)) {
                late = LoggerFactory.getLogger("io.masspayout.silent.one");
                late.trace(HexFormat.of().formatHex(RAW));
                assertThat(scan.leaks()).hasSize(1);
            }
            assertThat(late.isErrorEnabled()).isFalse();
            assertThat(System.getProperty(setting)).isEqualTo("off");
        } finally {
            System.clearProperty(setting);
        }
    }

    @Test
    void otherTextIsNoLeak() {
        try (SecretScan scan = SecretScan.listen(KEY)) {
            scan.see(KEY.getPublicKey());
            scan.see(PrivateKey.generateED25519());
            EARLY.trace("heard");
            assertThat(scan.heard()).contains("heard");
            scan.assertNothingLeaked();
        }
    }

    @Test
    void afterwardsEverybodyHasHisStreamAndHisLevelBack() {
        var out = System.out;
        var err = System.err;
        boolean talkative = EARLY.isTraceEnabled();
        Logger late;
        try (SecretScan scan = SecretScan.listen(KEY)) {
            late = LoggerFactory.getLogger("com.hedera.afterwards");
            assertThat(late.isTraceEnabled()).isTrue();
            assertThat(EARLY.isTraceEnabled()).isTrue();
            scan.assertNothingLeaked();
        }
        assertThat(System.out).isSameAs(out);
        assertThat(System.err).isSameAs(err);
        assertThat(EARLY.isTraceEnabled()).isEqualTo(talkative);
        assertThat(late.isTraceEnabled()).isEqualTo(talkative);
        try (SecretScan again = SecretScan.listen(KEY)) {
            late.trace("heard again");
            assertThat(again.heard()).contains("heard again");
            again.assertNothingLeaked();
        }
        assertThat(LoggerFactory.getLogger("com.hedera.afterwards.too").isTraceEnabled())
                .isEqualTo(talkative);
    }
}
