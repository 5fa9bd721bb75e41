package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
                .endsWith("CANCELLED: 400 paid, 600 cancelled, 0 open\n");
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
        assertThat(output(SchemaMain::main))
                .startsWith("1 is APPLIED\n2 is APPLIED\n3 is APPLIED\nThe script has something to review\n")
                .endsWith("Took back version 3\nTook back version 2\nTook back version 1\n");
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
