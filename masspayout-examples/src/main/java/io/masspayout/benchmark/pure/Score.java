package io.masspayout.benchmark.pure;

import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark cost.
 *
 * @param value of one operation
 * @param error to either side of the value, with a confidence of 99.9 %
 * @param unit of both
 * @param bytesPerOp allocated by one operation
 */
public record Score(double value, double error, String unit, double bytesPerOp) {

    /** The GC profiler's name of the bytes that one operation allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    static Score of(RunResult run) {
        Result<?> time = run.getPrimaryResult();
        return new Score(
                time.getScore(),
                time.getScoreError(),
                time.getScoreUnit(),
                Objects.requireNonNull(run.getSecondaryResults().get(ALLOCATED), ALLOCATED)
                        .getScore());
    }

    /** For a person to read. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.2f ± %,.2f %s, %,.0f B/op", value, error, unit, bytesPerOp);
    }
}
