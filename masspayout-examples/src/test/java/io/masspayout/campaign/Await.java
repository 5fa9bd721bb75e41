package io.masspayout.campaign;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Bounded waits for states of other processes, of which nobody tells. */
final class Await {

    private static final long LOOKS_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Await() {}

    /** Looks until the state is there or the time is over; returns whether it is there. */
    static boolean atMost(Duration time, BooleanSupplier state) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOKS_EVERY_NANOS);
        }
        return true;
    }

    /**
     * As {@link #atMost}, where the state has to come.
     *
     * @throws IllegalStateException when it does not
     */
    static void until(String what, Duration time, BooleanSupplier state) {
        if (!atMost(time, state)) {
            throw new IllegalStateException("after " + time.toSeconds() + " s still not: " + what);
        }
    }
}
