package io.masspayout.examples;

import io.masspayout.validation.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the quick start is told.
 *
 * @param register a register to pay instead of a made-up one
 * @param holders how many holders to make up
 * @param refusals how many of a hundred holders cannot be paid at first
 * @param latency how long the simulated ledger takes to answer
 * @param jdbcUrl a database to use instead of the embedded one
 * @param csv where the statement goes
 * @param help whether only these words are wanted
 */
record Options(
        Optional<Path> register,
        int holders,
        int refusals,
        Duration latency,
        Optional<String> jdbcUrl,
        Path csv,
        boolean help) {

    static final String HELP = """
            Pays a dividend on a simulated ledger and checks the books. Options, all of them optional:
              --register FILE     pay the holders in FILE (account_id,balance) instead of made-up ones
              --holders N         how many holders to make up, 1 to 1000000 (10000)
              --refusals PERCENT  how many of a hundred holders cannot be paid at first, 0 to 100 (1)
              --latency MILLIS    how long the ledger takes to answer, 0 to 60000 (20)
              --jdbc-url URL      a PostgreSQL to use instead of the embedded one; user and password in the URL
              --csv FILE          where the statement goes (target/quickstart/statement.csv)
              --help              this text
            """;

    /** What the library is meant for; {@link ExampleRegister} spreads ranks by a prime above it. */
    static final int MAX_HOLDERS = 1_000_000;

    private static final int MAX_LATENCY = 60_000;
    private static final List<String> NAMES =
            List.of("--register", "--holders", "--refusals", "--latency", "--jdbc-url", "--csv");

    /**
     * Reads the command line.
     *
     * @throws io.masspayout.validation.InvalidRequestException with everything that is wrong with it
     */
    static Options parse(String... args) {
        CommandLine line = CommandLine.parse(NAMES, args);
        Faults faults = line.faults();
        Optional<Path> register = line.text("--register").map(Path::of);
        register.ifPresent(file -> faults.check(
                Files.isReadable(file) && !Files.isDirectory(file),
                "--register",
                file,
                "there is no such file to read"));
        Optional<String> jdbcUrl = line.jdbcUrl();
        faults.check(
                register.isEmpty() || line.text("--holders").isEmpty(),
                "--holders",
                line.text("--holders").orElse(""),
                "the holders are those of --register; leave one of the two out");
        Options options = new Options(
                register,
                line.number("--holders", 10_000, 1, MAX_HOLDERS),
                line.number("--refusals", 1, 0, 100),
                Duration.ofMillis(line.number("--latency", 20, 0, MAX_LATENCY)),
                jdbcUrl,
                Path.of(line.text("--csv").orElse("target/quickstart/statement.csv")),
                line.help());
        faults.throwIfAny();
        return options;
    }
}
