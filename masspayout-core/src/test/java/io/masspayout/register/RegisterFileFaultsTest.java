package io.masspayout.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Register files that mean another thing than they say: cut, emptied, endless, or in another encoding. */
class RegisterFileFaultsTest {

    private static final RegisterChecks STANDARD = RegisterChecks.standard();

    private static final String TWO = "account_id,balance\n0.0.5,10\n0.0.6,70000\n";

    /** As large as the line that once ended in an OutOfMemoryError. */
    private static final long LONG_LINE = 262L << 20;

    @Test
    void aLastLineThatWasCutIsRefused() {
        String cut = TWO.substring(0, TWO.length() - "0000\n".length());
        for (String unfinished : List.of(cut, TWO.stripTrailing(), "account_id,balance")) {
            assertThatThrownBy(() -> readBytes(unfinished, STANDARD))
                    .isInstanceOf(InvalidRegisterException.class)
                    .hasMessageContaining("does not end with a line break");
            assertThatThrownBy(() -> readText(unfinished, STANDARD))
                    .hasMessageContaining("does not end with a line break");
        }
    }

    @Test
    void aLastLineWithoutItsBreakIsReadWhenTheHostVouchesForIt() {
        assertThat(readBytes(TWO.stripTrailing(), STANDARD.allowingUnfinishedLastLine()))
                .isEqualTo(readBytes(TWO, STANDARD))
                .hasSize(2);
        assertThat(readBytes(TWO.stripTrailing(), STANDARD.expectingSum(70_010)))
                .hasSize(2);
    }

    @Test
    void aSumGivenInTheCallFindsACutLastLine() {
        assertThatThrownBy(() -> readBytes(
                        "account_id,balance\n0.0.5,10\n0.0.6,7", STANDARD.expectingSum(BigInteger.valueOf(70_010))))
                .hasMessageContaining("line 3")
                .hasMessageContaining("the call says a sum of balances of 70010 but the register comes to 17");
    }

    @Test
    void aNumberOfLinesGivenInTheCallIsComparedExactly() {
        assertThat(readBytes(TWO, STANDARD.expectingLines(2))).hasSize(2);
        for (long other : List.of(1L, 3L)) {
            assertThatThrownBy(() -> readBytes(TWO, STANDARD.expectingLines(other)))
                    .hasMessageContaining("the call says " + other + " holders but the register has 2");
        }
    }

    @Test
    void aTrailerIsComparedExactlyAndIsNoHolder() {
        assertThat(readBytes(TWO + "TRAILER,2,70010\n", STANDARD)).isEqualTo(readBytes(TWO, STANDARD));
        assertThat(readBytes(TWO + "\"TRAILER\",\"2\",\"70010\"", STANDARD)).hasSize(2);
        assertThatThrownBy(() -> readBytes(TWO + "TRAILER,3,70010\n", STANDARD))
                .hasMessageContaining("line 4")
                .hasMessageContaining("the trailer says 3 holders but the register has 2");
        assertThatThrownBy(() -> readBytes(TWO + "TRAILER,2,70011\n", STANDARD))
                .hasMessageContaining("the trailer says a sum of balances of 70011 but the register comes to 70010");
        assertThatThrownBy(() -> readBytes(TWO + "TRAILER,2,7001", STANDARD))
                .hasMessageContaining("the trailer says a sum of balances of 7001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRAILER,x,70010", "TRAILER,2,", "TRAILER,2,1e3", "TRAILER,-2,70010"})
    void aTrailerThatCannotBeReadIsRefused(String trailer) {
        assertThatThrownBy(() -> readBytes(TWO + trailer + "\n", STANDARD))
                .hasMessageContaining("expected a trailer like TRAILER,3,1000");
    }

    @Test
    void nothingFollowsTheTrailer() {
        assertThatThrownBy(() -> readBytes(TWO + "TRAILER,2,70010\n0.0.7,1\n", STANDARD))
                .hasMessageContaining("line 5")
                .hasMessageContaining("stands after the trailer");
    }

    @Test
    void aSumBeyondALongIsComparedExactly() {
        String huge = "account_id,balance\n0.0.5,9223372036854775807\n0.0.6,9223372036854775807\n";
        assertThat(readBytes(huge + "TRAILER,2,18446744073709551614\n", STANDARD))
                .hasSize(2);
        assertThatThrownBy(() -> readBytes(huge + "TRAILER,2,18446744073709551613\n", STANDARD))
                .hasMessageContaining("the register comes to 18446744073709551614");
    }

    @Test
    void anEmptyRegisterIsRefusedUnlessItIsMeant() {
        for (String empty : List.of("account_id,balance\n", "account_id,balance\nTRAILER,0,0\n")) {
            assertThatThrownBy(() -> readBytes(empty, STANDARD))
                    .isInstanceOf(InvalidRegisterException.class)
                    .hasMessageContaining("there is no holder in it")
                    .hasMessageContaining("allowingEmpty");
            assertThat(readBytes(empty, STANDARD.allowingEmpty())).isEmpty();
        }
    }

    @Test
    void anEndlessLineIsRefusedBeforeItIsHeldInMemory() {
        Endless stream = new Endless();
        assertThatThrownBy(() -> read(CsvRegister.read(stream), STANDARD))
                .hasMessageContaining("line 2")
                .hasMessageContaining("longer than 512 characters");
        assertThat(stream.given).isLessThan(1 << 20);
    }

    /** A header, then one line of 262 MiB. */
    private static final class Endless extends InputStream {

        private static final byte[] HEADER = "account_id,balance\n".getBytes(StandardCharsets.US_ASCII);
        private long given;

        @Override
        public int read() {
            if (given == HEADER.length + LONG_LINE) {
                return -1;
            }
            return given < HEADER.length ? HEADER[(int) given++] : nine();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int copied = 0;
            while (copied < length) {
                int next = read();
                if (next < 0) {
                    break;
                }
                into[offset + copied++] = (byte) next;
            }
            return copied == 0 ? -1 : copied;
        }

        private int nine() {
            given++;
            return '9';
        }
    }

    @Test
    void aLineIsBoundedInCharactersAndNotInBytes() {
        String accents = "\u20AC".repeat(RegisterText.MAX_LINE_LENGTH - ",1".length());
        String header = "account_id,balance\n";
        assertThat(readBytes(header + accents + ",1\n", STANDARD)).hasSize(1);
        assertThat(readText(header + accents + ",1\n", STANDARD)).hasSize(1);
        assertThatThrownBy(() -> readBytes(header + accents + ",10\n", STANDARD))
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> readText(header + accents + ",10\n", STANDARD)).hasMessageContaining("longer than");
    }

    @Test
    void aWrongByteIsReportedAtItsLineWithTheEncodingExpected() {
        StringBuilder csv = new StringBuilder("account_id,balance\n");
        for (int line = 2; line < 5_000; line++) {
            csv.append("0.0.").append(line).append(",1\n");
        }
        byte[] bytes = (csv + "0.0.5000,1\n0.0.Mu\u00F1oz,1\n0.0.5002,1\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(CsvRegister.read(new ByteArrayInputStream(bytes)), STANDARD))
                .isInstanceOfSatisfying(
                        InvalidRegisterException.class,
                        e -> assertThat(e.line()).isEqualTo(5_001))
                .hasMessageContaining("byte 0xF1, number 7 of the line, is not UTF-8");
    }

    @Test
    void linesMayEndAsAnySystemEndsThem() {
        List<RegisterCursor.Line> unix = readBytes(TWO, STANDARD);
        assertThat(readBytes(TWO.replace("\n", "\r\n"), STANDARD)).isEqualTo(unix);
        assertThat(readBytes(TWO.replace('\n', '\r'), STANDARD)).isEqualTo(unix);
        assertThat(readText(TWO.replace("\n", "\r\n"), STANDARD)).isEqualTo(unix);
        assertThat(readText(TWO.replace('\n', '\r'), STANDARD)).isEqualTo(unix);
    }

    private static List<RegisterCursor.Line> readBytes(String csv, RegisterChecks checks) {
        return read(CsvRegister.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), checks), checks);
    }

    private static List<RegisterCursor.Line> readText(String csv, RegisterChecks checks) {
        return read(CsvRegister.read(new StringReader(csv), checks), checks);
    }

    private static List<RegisterCursor.Line> read(RegisterCursor file, RegisterChecks checks) {
        List<RegisterCursor.Line> all = new ArrayList<>();
        try (CheckedRegister register = new CheckedRegister(file, checks)) {
            for (List<RegisterCursor.Line> lines = register.next(7); !lines.isEmpty(); lines = register.next(7)) {
                all.addAll(lines);
            }
        }
        return all;
    }
}
