package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickStartTest {

    @TempDir
    private Path directory;

    @Test
    void paysEverybodyAndVerifies() {
        // Without a database of the surroundings, on an embedded server of its own, as a user has it.
        QuickStartRun run = run(TestServer.given().isPresent(), "--holders", "500", "--latency", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.lastLine()).startsWith("VERIFIED 500 holders paid in ").contains("1000000.000000 USDC");
        assertThat(run.line("paid")).isEqualTo("1000000.000000 USDC to 500 holders");
        assertThat(directory.resolve("statement.csv")).content().hasLineCount(501);
        assertThat(run.below("Largest")).hasSize(5);
    }

    @Test
    void retriesOnlyThoseWhoRefused() {
        QuickStartRun run = run(true, "--holders", "400", "--refusals", "10", "--latency", "0");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.line("PARTIALLY_COMPLETED:")).isEqualTo("360 paid, 40 failed");
        assertThat(run.line("Retrying")).contains("40 holders");
        assertThat(run.lastLine()).startsWith("VERIFIED 400 holders");
    }

    @Test
    void endsWithoutRetryWhereNobodyRefuses() {
        QuickStartRun run = run(true, "--holders", "250", "--refusals", "0", "--latency", "0");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).noneMatch(line -> line.startsWith("Retrying"));
        assertThat(run.lastLine()).startsWith("VERIFIED 250 holders paid in 3 batches");
    }

    @Test
    void paysNobodyTwiceWhereEverybodyRefusesFirst() {
        QuickStartRun run = run(true, "--holders", "30", "--refusals", "100", "--latency", "0");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.line("FAILED:")).isEqualTo("0 paid, 30 failed");
        assertThat(run.lastLine()).startsWith("VERIFIED 30 holders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--holders=5",
                "--holders 0",
                "--latency -1",
                "--refusals 101",
                "--register no-such-file",
                "--csv"
            })
    void badOptionsEndWithCodeTwoAndOneLine(String options) {
        QuickStartRun run = QuickStartRun.with(options.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains(options.split(" ", -1)[0])
                .contains("--help");
    }

    @Test
    void allBadOptionsAreToldAtOnce() {
        QuickStartRun run = QuickStartRun.with("--holders", "many", "--speed", "--jdbc-url", "localhost");
        assertThat(run.err()).contains("--holders = 'many'").contains("--speed").contains("--jdbc-url = 'localhost'");
    }

    @Test
    void helpNamesEveryOption() {
        QuickStartRun run = QuickStartRun.with("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(String.join("\n", run.out()))
                .contains("--register", "--holders", "--refusals", "--latency", "--jdbc-url", "--csv", "--help");
    }

    private QuickStartRun run(boolean onSharedServer, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--csv", directory.resolve("statement.csv").toString()));
        if (onSharedServer) {
            all.addAll(List.of("--jdbc-url", TestServer.jdbcUrl()));
        }
        return QuickStartRun.with(all.toArray(String[]::new));
    }
}
