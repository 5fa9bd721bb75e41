package io.masspayout.benchmark;

import io.masspayout.benchmark.pure.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The table of a run, with where and when it was made, and a chart of it. */
record BenchmarkReport(String title, List<Result> results, List<Comparison> pure) {

    static BenchmarkReport of(BenchmarkOptions options, List<Result> results, List<Comparison> pure) {
        return new BenchmarkReport(
                String.format(
                        Locale.ROOT,
                        "%s, %,d holders, medians of %d; %d processors, Java %s, %s %s",
                        LocalDate.now(ZoneOffset.UTC),
                        options.holders(),
                        options.rounds(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch")),
                results,
                pure);
    }

    /** In Markdown. */
    String table() {
        StringBuilder table = new StringBuilder(title)
                .append("\n\n| | Target | Median | Least to most | Of the median | |\n|---|---|---|---|---|---|\n");
        for (Result result : results) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | **%.2f** | %.2f to %.2f | %s | %s |%n",
                    result.target().what(),
                    result.target(),
                    result.median(),
                    result.least(),
                    result.most(),
                    result.details(),
                    result.isMet() ? "met" : "**missed**"));
        }
        if (pure.isEmpty()) {
            return table.toString();
        }
        table.append(
                "\nParts that wait for nobody, by JMH:\n\n| | µs | Bytes | Baseline, µs | Ratio |\n|---|---|---|---|---|\n");
        for (Comparison part : pure) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f ± %.2f | %,.0f | %.2f ± %.2f | %.2f ± %.2f |%n",
                    part.name(),
                    part.library().value(),
                    part.library().error(),
                    part.library().bytesPerOp(),
                    part.baseline().value(),
                    part.baseline().error(),
                    part.ratio(),
                    part.ratioError()));
        }
        return table.toString();
    }

    /** Returns where table and chart are. */
    Path write(Path directory) throws IOException {
        Path made = Files.createDirectories(directory).toAbsolutePath();
        Files.writeString(made.resolve("performance.md"), table());
        Files.writeString(made.resolve("performance.svg"), BenchmarkChart.of(title, results));
        return made;
    }
}
