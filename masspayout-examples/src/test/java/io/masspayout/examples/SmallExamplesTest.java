package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every small example runs to its end and says what it is there to say. */
class SmallExamplesTest {

    private interface Example {
        void run(String... args) throws Exception;
    }

    @Test
    void fiveMinutes() throws Exception {
        assertThat(output(FiveMinutesMain::main)).isEqualTo("Paid 500 holders.\n");
    }

    @Test
    void csvRegister() throws Exception {
        assertThat(output(CsvRegisterMain::main))
                .contains("0.0.2001 holds 500, given as 0.0.2001")
                .contains("0.0.2002 holds 300, given as 0xACCE55")
                .contains("0.0.2003 holds 200, given as 0x0000")
                .contains("Refused: lines 3 ('0xACCE550000000000000000000000000000000001') and 5 ('0.0.2002')");
    }

    @Test
    void holdResumeCancel() throws Exception {
        assertThat(output(HoldResumeCancelMain::main))
                .contains("PROCESSING: 200 paid, 0 cancelled, 800 open; waits for HELD")
                .contains("Cancelled: 600 holders will not be paid")
                .contains("CANCELLED: 400 paid, 600 cancelled, 0 open\n")
                .endsWith(", 0 payments unknown\n");
    }

    @Test
    void twoWorkers() throws Exception {
        assertThat(output(TwoWorkersMain::main)).contains("VERIFIED").doesNotContain("NOT VERIFIED");
    }

    @Test
    void competition() throws Exception {
        assertThat(output(url -> CompetitionMain.main(
                        "--jdbc-url", url[0], "--holders", "2000", "--workers", "4", "--latency", "20")))
                .containsPattern("One worker +20 batches")
                .containsPattern("4 workers +20 batches")
                .containsPattern("Ratio +[0-9]+\\.[0-9]")
                .containsPattern("\\nVERIFIED [^\\n]+\\n$");
    }

    @Test
    void joinHostTransaction() throws Exception {
        assertThat(output(JoinHostTransactionMain::main))
                .isEqualTo("Rolled back: nothing declared\nCommitted: declared\n");
    }

    @Test
    void refillTreasury() throws Exception {
        assertThat(output(RefillTreasuryMain::main))
                .startsWith("TREASURY_SHORT: treasury 0.0.1001/0.0.429274 lacks 1.000000")
                .endsWith("COMPLETED: 300 paid\n");
    }

    @Test
    void schema() throws Exception {
        List<String> lines = output(SchemaMain::main).lines().toList();
        int versions = lines.indexOf("The script has something to review");

        assertThat(versions).as("versions of the schema").isGreaterThan(10);
        assertThat(lines.subList(0, versions))
                .isEqualTo(IntStream.rangeClosed(1, versions)
                        .mapToObj(version -> version + " is APPLIED")
                        .toList());
        assertThat(lines.subList(lines.size() - versions, lines.size()))
                .isEqualTo(IntStream.iterate(versions, version -> version - 1)
                        .limit(versions)
                        .mapToObj(version -> "Took back version " + version)
                        .toList());
    }

    @Test
    void scheduledDistribution() throws Exception {
        assertThat(output(ScheduledDistributionMain::main)).isEqualTo("""
                        Declared SCHEDULED and RECURRING
                        2026-01-31T08:00:00Z Coupon: 300 holders paid
                        2026-02-14T08:00:00Z Special dividend: 300 holders paid
                        2026-02-28T08:00:00Z Coupon: 300 holders paid
                        2026-03-31T07:00:00Z Coupon: 300 holders paid
                        The recurring distribution is COMPLETED
                        VERIFIED 4 distributions paid 30067.725000 USDC: ledger and database agree to the smallest unit
                        """);
    }

    @Test
    void automaticDistribution() throws Exception {
        assertThat(output(AutomaticDistributionMain::main)).startsWith("""
                        A rent and some interest came: 2 events handled, 0 parked, 1 distributions paid
                        A rent came while it was held: 0 events handled, 1 parked, 0 distributions paid
                        """).endsWith("""
                        is held; resume it, then handle this event again
                        It was tried again: 0 events handled, 0 parked, 1 distributions paid
                        Listener: 2 handled, 1 parked
                        VERIFIED 2 distributions paid 2000.000000 USDC: ledger and database agree to the smallest unit
                        """);
    }

    @Test
    void ownEvents() throws Exception {
        assertThat(output(OwnEventsMain::main)).isEqualTo("""
                1 handled, 1 skipped, 1 parked
                Parked: Text 'March' could not be parsed at index 0
                Kept: 2026-03
                """);
    }

    @Test
    void registerSync() throws Exception {
        assertThat(output(RegisterSyncMain::main)).isEqualTo("""
                The asset is new: 1 registers synced, last at 2026-01-30T12:00:00Z
                Somebody bought, but the day is young: 0 registers synced, last at 2026-01-30T12:00:00Z
                A day has passed: 1 registers synced, last at 2026-01-31T12:00:00Z
                Somebody brought a register: 0 registers synced, last at 2026-01-31T12:00:00Z
                Synced by hand: 301 holders
                """);
    }

    @Test
    void customLedger() throws Exception {
        assertThat(output(CustomLedgerMain::main))
                .isEqualTo("The distribution is COMPLETED: Ann has 333, Ben has 667 hundredths of a thaler.\n");
    }

    private static String output(Example example) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            example.run(TestServer.jdbcUrl());
        } finally {
            System.setOut(console);
        }
        return captured.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
