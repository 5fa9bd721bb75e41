package io.masspayout.examples;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How one distribution of a competition was paid.
 *
 * @param batches how many each worker settled
 * @param nanos from the plan to the last settlement
 */
record Race(List<Integer> batches, long nanos, int holders, Verification verification) {

    private int all() {
        return batches.stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether as many batches were settled as the ledger has taken: none twice, none by nobody. */
    boolean eachBatchOnce() {
        return verification.batches() == all();
    }

    /** For a person to read. */
    @Override
    public String toString() {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return String.format(
                Locale.ROOT,
                "%,d batches in %,d ms, %,d holders a second; by worker: %s",
                all(),
                millis,
                TimeUnit.SECONDS.toMillis(holders) / Math.max(1, millis),
                batches);
    }
}
