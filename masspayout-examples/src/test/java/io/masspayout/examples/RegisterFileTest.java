package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A register of 25,000 accounts, paid by the quick start and computed again by SQL that knows nothing of the library. */
class RegisterFileTest {

    private static final long DIVIDEND_IN_UNITS = 1_000_000_000_000L;

    @TempDir
    private Path directory;

    @Test
    void paysWhatAnIndependentQueryComputesFromTheFile() throws Exception {
        Path register = RegisterFile.in(directory);
        Path csv = directory.resolve("statement.csv");

        QuickStartRun run = run(register, csv);

        assertThat(run.exitCode()).as(run.err()).isZero();
        try (ExampleDatabase database = TestServer.database();
                Connection connection = database.dataSource().getConnection();
                SharesBySql shares = SharesBySql.of(register, DIVIDEND_IN_UNITS, ExampleLedger.TREASURY, connection)) {
            BigDecimal total = shares.total();
            long holders = shares.holders();
            assertThat(total).isEqualByComparingTo("1000000");
            assertThat(run.lastLine())
                    .startsWith("VERIFIED " + holders + " holders paid in ")
                    .contains(total.toPlainString() + " USDC");
            assertThat(run.line("paid"))
                    .isEqualTo(String.format(Locale.ROOT, "%s USDC to %,d holders", total.toPlainString(), holders));
            assertThat(run.below("Largest")).isEqualTo(shares.largest(5));
            assertThat(paid(csv)).isEqualTo(shares.all());
        }
        assertThat(run.line("skipped")).contains("TREASURY=1", "ZERO_BALANCE=10");
    }

    /** Balance and payment of everybody who was paid, in the order of both. */
    private static List<String> paid(Path csv) throws IOException {
        try (Stream<String> lines = Files.lines(csv)) {
            return lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(cells -> cells[6].equals("PAID"))
                    .sorted(Comparator.<String[], BigDecimal>comparing(cells -> new BigDecimal(cells[2]))
                            .thenComparing(cells -> new BigDecimal(cells[5])))
                    .map(cells -> cells[2] + "," + cells[5])
                    .toList();
        }
    }

    @Test
    void theSameAddressInAnotherSpellingStopsTheImportNamingBothLines() throws Exception {
        Path register = RegisterFile.in(directory);
        String given = Files.readAllLines(register).get(6).split(",", -1)[0];
        String alias = given.substring(2).toUpperCase(Locale.ROOT);

        assertThat(run(with(register, alias), directory.resolve("statement.csv"))
                        .err())
                .contains("lines 7 ('" + given + "') and 25003 ('" + alias + "') are the same account");
    }

    @Test
    void theTreasuryByItsLongZeroAddressStopsTheImportNamingBothLines() throws Exception {
        Path register = RegisterFile.in(directory);
        String alias = "0x" + HexFormat.of().toHexDigits(0L) + "0".repeat(8)
                + HexFormat.of().toHexDigits(1_001L);

        QuickStartRun run = run(with(register, alias), directory.resolve("statement.csv"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).noneMatch(line -> line.startsWith("Register"));
        assertThat(run.err())
                .contains("lines 2 ('0.0.1001') and 25003 ('" + alias + "') are the same account 0.0.1001");
    }

    private Path with(Path register, String account) throws IOException {
        String text = Files.readString(register).stripTrailing() + "\n" + account + ",5\n";
        return Files.writeString(directory.resolve("one-more.csv"), text);
    }

    private static QuickStartRun run(Path register, Path csv) {
        return QuickStartRun.with(
                "--register",
                register.toString(),
                "--csv",
                csv.toString(),
                "--latency",
                "0",
                "--jdbc-url",
                TestServer.jdbcUrl());
    }
}
