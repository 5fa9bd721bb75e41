package io.masspayout.examples;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the example on the local Hedera network is told.
 *
 * @param holders of the asset
 * @param latency from a node's answer to the receipt
 * @param jdbcUrl a database to use instead of the embedded one
 * @param help whether only these words are wanted
 */
record HederaOptions(int holders, Duration latency, Optional<String> jdbcUrl, boolean help) {

    static final String HELP = """
            Pays a dividend on a Hedera network inside this process, with the real SDK over gRPC, and checks its accounts.
            Options, all of them optional:
              --holders N       how many holders the asset has, 30 to 100000 (300)
              --latency MILLIS  how long consensus takes, 0 to 10000 (300)
              --jdbc-url URL    a PostgreSQL to use instead of the embedded one; user and password in the URL
              --help            this text
            """;

    /** Fewer would leave out one of the reasons why somebody cannot be paid. */
    static final int FEWEST_HOLDERS = 30;

    private static final int MOST_HOLDERS = 100_000;

    /**
     * Reads the command line.
     *
     * @throws io.masspayout.validation.InvalidRequestException with everything that is wrong with it
     */
    static HederaOptions parse(String... args) {
        CommandLine line = CommandLine.parse(List.of("--holders", "--latency", "--jdbc-url"), args);
        HederaOptions options = new HederaOptions(
                line.number("--holders", 300, FEWEST_HOLDERS, MOST_HOLDERS),
                Duration.ofMillis(line.number("--latency", 300, 0, 10_000)),
                line.jdbcUrl(),
                line.help());
        line.faults().throwIfAny();
        return options;
    }
}
