package io.masspayout.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.register.RegisterCursor.Line;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRegisterTest {

    @Test
    void readsLinesWithTheirNumbersInPagesOfAnySize() {
        String csv = "account_id,balance\n0.0.5,10\r\n\"0.0.6\",\"0\"\n0xAbC,9223372036854775807\n";
        for (int page = 1; page <= 4; page++) {
            assertThat(readAll(csv, page))
                    .containsExactly(
                            new Line(2, new HolderBalance("0.0.5", 10)),
                            new Line(3, new HolderBalance("0.0.6", 0)),
                            new Line(4, new HolderBalance("0xAbC", Long.MAX_VALUE)));
        }
    }

    @Test
    void aByteOrderMarkIsNoFault() {
        assertThat(readAll("\uFEFFaccount_id,balance\n0.0.5,1\n", 10)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.5|expected two fields",
                "0.0.5,1,2|expected two fields",
                "''|expected two fields",
                ",1|account_id is empty",
                "0.0.5,-1|balance '-1'",
                "0.0.5,1.5|balance '1.5'",
                "0.0.5,1e3|balance '1e3'",
                "0.0.5,0x10|balance '0x10'",
                "0.0.5,|balance ''",
                "0.0.5, 1|balance ' 1'",
                "0.0.5,9223372036854775808|beyond 9223372036854775807",
            })
    void aBadLineIsNamedWithItsNumber(String bad, String problem) {
        assertThatThrownBy(() -> readAll("account_id,balance\n0.0.1,1\n" + bad + "\n0.0.9,1\n", 10))
                .isInstanceOfSatisfying(
                        InvalidRegisterException.class,
                        e -> assertThat(e.line()).isEqualTo(3))
                .hasMessageContaining("line 3")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "account,balance", "balance,account_id", "0.0.5,1"})
    void anotherHeaderIsRefused(String header) {
        assertThatThrownBy(() -> CsvRegister.read(new StringReader(header)))
                .isInstanceOf(InvalidRegisterException.class)
                .hasMessageContaining("account_id,balance");
    }

    @Test
    void anEndlessLineIsRefused() {
        assertThatThrownBy(() -> readAll("account_id,balance\n" + "9".repeat(600) + ",1\n", 10))
                .hasMessageContaining("longer than");
    }

    private static List<Line> readAll(String csv, int page) {
        List<Line> all = new ArrayList<>();
        try (CsvRegister register = CsvRegister.read(new StringReader(csv))) {
            List<Line> lines = register.next(page);
            while (!lines.isEmpty()) {
                all.addAll(lines);
                lines = register.next(page);
            }
        }
        return all;
    }
}
