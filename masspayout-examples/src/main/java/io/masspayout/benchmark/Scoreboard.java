package io.masspayout.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What has been measured so far, told as it comes. Not thread-safe. */
final class Scoreboard {

    /**
     * One measurement.
     *
     * @param details from what the value was computed, in words
     */
    record Sample(double value, String details) {}

    private final PrintStream out;
    private final Map<Target, List<Sample>> samples = new EnumMap<>(Target.class);

    Scoreboard(PrintStream out) {
        this.out = out;
    }

    void note(Target target, double value, String details, Object... arguments) {
        Sample sample = new Sample(value, String.format(Locale.ROOT, details, arguments));
        samples.computeIfAbsent(target, none -> new ArrayList<>()).add(sample);
        say("%-10s %8.2f  %s (%s)", target.name(), value, target.unit(), sample.details());
    }

    /** How long something took, in nanoseconds, against what it is compared with. */
    void ratio(Target target, long measured, long baseline) {
        note(
                target,
                (double) measured / baseline,
                "%,d ms against %,d ms",
                TimeUnit.NANOSECONDS.toMillis(measured),
                TimeUnit.NANOSECONDS.toMillis(baseline));
    }

    void say(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }

    /** What there are measurements of, in the order of the targets. */
    List<Result> results() {
        return samples.entrySet().stream()
                .map(entry -> Result.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
