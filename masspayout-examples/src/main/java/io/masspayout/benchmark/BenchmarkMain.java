package io.masspayout.benchmark;

import io.masspayout.benchmark.pure.PureBenchmarks;
import io.masspayout.validation.InvalidRequestException;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures the library against PostgreSQL alone, in ratios, as seconds say more of a machine than of a library: what a million holders cost, how
 * they share the database with others, and how much of a ledger's pace is used. A measurement, so nothing is judged but whether everybody was
 * paid once; what misses its target is told.
 */
public final class BenchmarkMain {

    private static final int BAD_OPTIONS = 2;
    private static final double MIB = 1024 * 1024;

    private BenchmarkMain() {}

    public static void main(String... args) throws Exception {
        BenchmarkOptions options;
        try {
            options = BenchmarkOptions.parse(args);
        } catch (InvalidRequestException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_OPTIONS);
            return;
        }
        if (options.help()) {
            System.out.print(BenchmarkOptions.HELP);
            return;
        }
        Scoreboard board = new Scoreboard(System.out);
        try (Bench bench = Bench.open()) {
            for (int round = 1; round <= options.rounds(); round++) {
                board.say("round %d of %d", round, options.rounds());
                for (Part part : options.parts()) {
                    part.measure(bench, options.holders(), board);
                }
                board.note(
                        Target.HEAP,
                        Runtime.getRuntime().maxMemory() / MIB,
                        "the largest it may grow to; every step of this round was done in it");
            }
        }
        BenchmarkReport report =
                BenchmarkReport.of(options, board.results(), options.isWhole() ? PureBenchmarks.run() : List.of());
        Path directory = report.write(Path.of("masspayout-examples", "target", "benchmark"));
        System.out.println(report.table());
        System.out.println("Table and chart are in " + directory);
    }
}
