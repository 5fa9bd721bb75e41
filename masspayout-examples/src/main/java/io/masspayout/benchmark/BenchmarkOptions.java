package io.masspayout.benchmark;

import io.masspayout.examples.CommandLine;
import java.util.List;

/**
 * What the benchmarks are told.
 *
 * @param holders of the large distributions
 * @param rounds how often everything is measured; the median counts
 * @param parts what is measured in each round
 * @param help whether only these words are wanted
 */
record BenchmarkOptions(int holders, int rounds, List<Part> parts, boolean help) {

    static final String HELP = """
            Measures the library against PostgreSQL alone, on an embedded server with durable commits, and writes a table and a chart
            under target/benchmark. Options, all of them optional:
              --holders N   of the large distributions, 200000 to 1000000 (1000000)
              --rounds N    how often everything is measured, 1 to 25; the median counts (5)
              --only PART   one part of each round: payout, crowd, pace or workers; without the parts that wait for nobody
              --help        this text
            """;

    private static final int MILLION = 1_000_000;

    /** Fewer are paid before they have been in anybody's way. */
    private static final int FEWEST = 200_000;

    /**
     * Reads the command line.
     *
     * @throws io.masspayout.validation.InvalidRequestException with everything that is wrong with it
     */
    static BenchmarkOptions parse(String... args) {
        CommandLine line = CommandLine.parse(List.of("--holders", "--rounds", "--only"), args);
        BenchmarkOptions options = new BenchmarkOptions(
                line.number("--holders", MILLION, FEWEST, MILLION),
                line.number("--rounds", 5, 1, 25),
                parts(line),
                line.help());
        line.faults().throwIfAny();
        return options;
    }

    private static List<Part> parts(CommandLine line) {
        List<Part> all = List.of(Part.values());
        return line.text("--only")
                .map(word -> {
                    List<Part> one = all.stream()
                            .filter(part -> part.word().equals(word))
                            .toList();
                    line.faults().check(!one.isEmpty(), "--only", word, "must be one of " + words(all));
                    return one;
                })
                .orElse(all);
    }

    private static String words(List<Part> parts) {
        return String.join(", ", parts.stream().map(Part::word).toList());
    }

    boolean isWhole() {
        return parts.size() == Part.values().length;
    }
}
