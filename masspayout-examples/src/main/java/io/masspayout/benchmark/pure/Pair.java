package io.masspayout.benchmark.pure;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Two benchmarks with the same result.
 *
 * @param benchmarks a class with the methods {@code library} and {@code baseline}
 */
record Pair(String name, Class<?> benchmarks) {

    private static final int WARMUPS = 2;
    private static final int MEASUREMENTS = 5;
    private static final TimeValue ITERATION = TimeValue.seconds(1);

    Comparison measure() throws RunnerException {
        Collection<RunResult> runs = new Runner(new OptionsBuilder()
                        .include(Pattern.quote(benchmarks.getName() + "."))
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .forks(1)
                        .warmupIterations(WARMUPS)
                        .warmupTime(ITERATION)
                        .measurementIterations(MEASUREMENTS)
                        .measurementTime(ITERATION)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        return new Comparison(name, score("library", runs), score("baseline", runs));
    }

    private Score score(String method, Collection<RunResult> runs) {
        String benchmark = benchmarks.getName() + "." + method;
        return runs.stream()
                .filter(run -> run.getParams().getBenchmark().equals(benchmark))
                .map(Score::of)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not measured: " + benchmark));
    }
}
