package io.masspayout.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x32",
                "1e2",
                "1E2",
                "",
                " ",
                "1 ",
                " 1",
                "-1",
                "+1",
                "1.",
                ".5",
                "1,5",
                "1.000,00",
                "1_000",
                "1.2.3",
                "NaN",
                "Infinity",
                "150 %",
                "٣",
                "1\n",
                "1f",
                "1d",
                "12345678901234567890",
                "0.1234567890123456789"
            })
    void whatIsNoPlainDecimalIsRefused(String text) {
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> Units.parse(text))
                .withMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 2, 0",
        "12.34, 2, 1234",
        "12.3, 2, 1230",
        "12, 2, 1200",
        "12.340000, 2, 1234",
        "007.10, 2, 710",
        "33.333, 3, 33333",
        "9007199254740993, 0, 9007199254740993",
        "90071992547409.93, 2, 9007199254740993",
        "9223372036854775807, 0, 9223372036854775807",
        "92233720368547758.07, 2, 9223372036854775807",
        "9.223372036854775807, 18, 9223372036854775807",
        "0.000000000000000001, 18, 1"
    })
    void decimalsBecomeUnitsExactly(String text, int decimals, long units) {
        assertThat(Units.ofDecimal(Units.parse(text), decimals)).isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource({"33.333, 2", "0.001, 2", "1.5, 0", "0.0000000000000001, 15"})
    void whatTheTokenCannotHoldIsNotRounded(String text, int decimals) {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Units.ofDecimal(new BigDecimal(text), decimals))
                .withMessageContaining("more than the " + decimals + " decimals")
                .withMessageContaining("not rounded");
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775808, 0", "92233720368547758.08, 2", "10, 18", "1e30, 0"})
    void whatALongCannotHoldIsRefused(String text, int decimals) {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Units.ofDecimal(new BigDecimal(text), decimals))
                .withMessageContaining("beyond the largest amount");
    }

    @ParameterizedTest
    @CsvSource({
        "1230, 2, 12.30",
        "0, 2, 0.00",
        "5, 0, 5",
        "1, 18, 0.000000000000000001",
        "9007199254740993, 0, 9007199254740993",
        "9223372036854775807, 18, 9.223372036854775807",
        "100000000000, 8, 1000.00000000"
    })
    void unitsAreWrittenWithExactlyTheTokensDecimals(long units, int decimals, String text) {
        assertThat(Units.format(units, decimals)).isEqualTo(text);
        assertThat(Units.toDecimal(units, decimals)).isEqualTo(new BigDecimal(text));
    }

    @Test
    void writingAndReadingGivesTheSameUnits() {
        Random random = new Random(4711);
        for (int i = 0; i < 10_000; i++) {
            long units = random.nextLong() & Long.MAX_VALUE >>> random.nextInt(63);
            int decimals = random.nextInt(Units.MAX_DECIMALS + 1);
            assertThat(Units.ofDecimal(Units.parse(Units.format(units, decimals)), decimals))
                    .isEqualTo(units);
        }
    }

    /** In Turkey and in the Arab world a formatter that asks the machine writes other letters and digits. */
    @Test
    void theMachinesLanguageDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            for (String language : new String[] {"tr-TR", "ar-EG-u-nu-arab", "de-DE", "hi-IN-u-nu-deva"}) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(Units.format(123456789, 2)).isEqualTo("1234567.89");
                assertThat(Units.ofDecimal(Units.parse("1234567.89"), 2)).isEqualTo(123456789);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void sumsBeyondALongAreErrors() {
        BigInteger largest = BigInteger.valueOf(Long.MAX_VALUE);
        assertThat(Units.exact(largest, "total")).isEqualTo(Long.MAX_VALUE);
        assertThat(Units.exact(BigInteger.ZERO, "total")).isZero();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Units.exact(largest.add(BigInteger.ONE), "the sum of balances"))
                .withMessageContaining("the sum of balances is 9223372036854775808");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 19, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void decimalsHaveBounds(int decimals) {
        assertThatIllegalArgumentException().isThrownBy(() -> Units.format(1, decimals));
        assertThatIllegalArgumentException().isThrownBy(() -> Units.ofDecimal(BigDecimal.ONE, decimals));
    }
}
