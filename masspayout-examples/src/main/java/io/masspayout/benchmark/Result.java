package io.masspayout.benchmark;

import io.masspayout.benchmark.Scoreboard.Sample;
import java.util.Comparator;
import java.util.List;

/**
 * The median of several measurements, and how far they are apart.
 *
 * @param details those of the median
 */
record Result(Target target, double median, double least, double most, String details) {

    static Result of(Target target, List<Sample> samples) {
        List<Sample> sorted = samples.stream()
                .sorted(Comparator.comparingDouble(Sample::value))
                .toList();
        // Of an even number the one that is the worse for most targets: nothing is averaged that nobody has seen.
        Sample median = sorted.get(sorted.size() / 2);
        return new Result(
                target,
                median.value(),
                sorted.get(0).value(),
                sorted.get(sorted.size() - 1).value(),
                median.details());
    }

    boolean isMet() {
        return target.isMetBy(median);
    }
}
