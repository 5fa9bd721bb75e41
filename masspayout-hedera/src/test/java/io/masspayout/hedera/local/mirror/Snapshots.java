package io.masspayout.hedera.local.mirror;

import io.masspayout.hedera.local.world.Holdings;
import io.masspayout.hedera.local.world.LedgerState;
import io.masspayout.hedera.local.world.Nanos;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The balance snapshots of the mirror. They come at a distance of at least 15 minutes (historicalBalance.minFrequency); those
 * between which nothing happened are kept as one.
 */
final class Snapshots {

    static final long FREQUENCY = 15 * 60 * Nanos.PER_SECOND;

    private final NavigableMap<Long, Run> runs = new TreeMap<>();
    private long last;

    /** Equal snapshots at regular times, the first at {@code first}. */
    private record Run(long first, long last, Map<Long, Holdings> holdings) {}

    /** A snapshot of a token, or of its absence. */
    record Snapshot(long time, @Nullable Holdings holdings) {}

    Snapshots(long start) {
        this.last = start;
    }

    /** Takes those that are due up to a time, of a state that has not changed since the last one was due. */
    void takeDue(long upTo, LedgerState state) {
        long due = (upTo - last) / FREQUENCY;
        if (due > 0) {
            add(last + FREQUENCY, last + due * FREQUENCY, state);
        }
    }

    /** Takes one now. */
    void take(long time, LedgerState state) {
        add(time, time, state);
    }

    boolean isDue(long time) {
        return time - last >= FREQUENCY;
    }

    private void add(long first, long newest, LedgerState state) {
        Map<Long, Holdings> holdings = new HashMap<>();
        state.tokens()
                .forEach(token ->
                        holdings.put(token.now().number(), token.holdings().snapshot()));
        runs.put(first, new Run(first, newest, holdings));
        last = newest;
    }

    /** The newest snapshot in a range of times, or null. */
    @Nullable
    Snapshot newest(long low, long high, long token) {
        Map.Entry<Long, Run> entry = runs.floorEntry(high);
        if (entry == null) {
            return null;
        }
        Run run = entry.getValue();
        long time = Math.min(run.last(), run.first() + (high - run.first()) / FREQUENCY * FREQUENCY);
        return time < low ? null : new Snapshot(time, run.holdings().get(token));
    }
}
