package io.masspayout.testing.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a search over schedules went through.
 *
 * @param schedules run, each from the beginning
 * @param cutShort those of them that came to a state from which everything had been tried
 * @param states that differ
 * @param ends the digests of what store and ledger held where schedules came to their end
 * @param moves made, those included that led to where a schedule began to differ
 * @param left decisions that nobody has tried because the time was over; 0 when the search is complete
 * @param time that it took
 * @param violations by kind, each with one schedule that comes to it
 */
public record ScheduleReport(
        long schedules,
        long cutShort,
        long states,
        Set<Long> ends,
        long moves,
        long left,
        Duration time,
        Map<String, Violation> violations) {

    /**
     * A broken promise.
     *
     * @param what is wrong, in words
     * @param decisions of a schedule that comes to it, by which it replays
     * @param trace what happened in it
     */
    public record Violation(List<String> what, String decisions, List<String> trace) {}

    public ScheduleReport {
        ends = Set.copyOf(ends);
        violations = Map.copyOf(violations);
    }

    /** Whether every schedule within the bounds was gone through. */
    public boolean isComplete() {
        return left == 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d schedules, %,d of them cut short; %,d states, %,d ends, %,d moves, in %.1f s; %s; %d kinds of violations %s",
                schedules,
                cutShort,
                states,
                ends.size(),
                moves,
                time.toMillis() / 1_000.0,
                isComplete() ? "complete" : String.format(Locale.ROOT, "not complete, %,d decisions are left", left),
                violations.size(),
                violations.keySet());
    }
}
