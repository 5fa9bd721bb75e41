package io.masspayout.examples;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a competition is told.
 *
 * @param holders of each of the two distributions
 * @param workers how many compete for the second one
 * @param latency how long the simulated ledger takes to answer
 * @param inFlight how many submissions each worker may have under way
 * @param jdbcUrl a database to use instead of the embedded one
 * @param help whether only these words are wanted
 */
record CompetitionOptions(
        int holders, int workers, Duration latency, int inFlight, Optional<String> jdbcUrl, boolean help) {

    static final String HELP = """
            Pays two distributions of one size on a simulated ledger, the first by one worker, the second by several, and
            compares. Options, all of them optional:
              --holders N       how many holders each distribution has, 100 to 1000000 (50000)
              --workers N       how many workers compete, 2 to 32 (8)
              --latency MILLIS  how long the ledger takes to answer, 1 to 60000 (50)
              --in-flight N     how many submissions each worker may have under way, 1 to 256 (16)
              --jdbc-url URL    a PostgreSQL to use instead of the embedded one; user and password in the URL
              --help            this text
            """;

    private static final List<String> NAMES =
            List.of("--holders", "--workers", "--latency", "--in-flight", "--jdbc-url");

    /**
     * Reads the command line.
     *
     * @throws io.masspayout.validation.InvalidRequestException with everything that is wrong with it
     */
    static CompetitionOptions parse(String... args) {
        CommandLine line = CommandLine.parse(NAMES, args);
        CompetitionOptions options = new CompetitionOptions(
                line.number("--holders", 50_000, 100, Options.MAX_HOLDERS),
                line.number("--workers", 8, 2, 32),
                Duration.ofMillis(line.number("--latency", 50, 1, 60_000)),
                line.number("--in-flight", 16, 1, 256),
                line.jdbcUrl(),
                line.help());
        line.faults().throwIfAny();
        return options;
    }
}
