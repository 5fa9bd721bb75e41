package io.masspayout.examples;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the measurement on the local Hedera network is told.
 *
 * @param holders how many are paid, by each of the two
 * @param inFlight how many transfers are under way at once
 * @param latencies how long consensus takes: a run for each
 * @param jdbcUrl a database to use instead of the embedded one
 * @param help whether only these words are wanted
 */
record ThroughputOptions(int holders, int inFlight, List<Duration> latencies, Optional<String> jdbcUrl, boolean help) {

    static final String HELP = """
            Pays as many holders on a local Hedera network by the library as by a bare loop of the same SDK calls, and compares.
            Options, all of them optional:
              --holders N       how many holders, 9 to 100000 (10000)
              --in-flight N     how many transfers are under way at once, 1 to 1000 (256)
              --latency MILLIS  how long consensus takes, 0 to 10000; without it, a run with 300 and one with 0
              --jdbc-url URL    a PostgreSQL to use instead of the embedded one; user and password in the URL
              --help            this text
            """;

    /** What a real node showed, and none at all: then the two differ most. */
    private static final List<Integer> USUAL_LATENCIES = List.of(300, 0);

    /**
     * Reads the command line.
     *
     * @throws io.masspayout.validation.InvalidRequestException with everything that is wrong with it
     */
    static ThroughputOptions parse(String... args) {
        CommandLine line = CommandLine.parse(List.of("--holders", "--in-flight", "--latency", "--jdbc-url"), args);
        int given = line.number("--latency", -1, 0, 10_000);
        ThroughputOptions options = new ThroughputOptions(
                line.number("--holders", 10_000, BareLoop.RECIPIENTS, 100_000),
                line.number("--in-flight", 256, 1, 1_000),
                (given < 0 ? USUAL_LATENCIES.stream() : Stream.of(given))
                        .map(Duration::ofMillis)
                        .toList(),
                line.jdbcUrl(),
                line.help());
        line.faults().throwIfAny();
        return options;
    }
}
