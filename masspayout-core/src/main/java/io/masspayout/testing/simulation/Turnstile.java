package io.masspayout.testing.simulation;

/** A point at which others may go first, or the process may end. */
@FunctionalInterface
public interface Turnstile {

    /**
     * Waits for this worker's next turn. Does not return when the worker is killed here: it throws {@link WorkerKilled}, which nobody may
     * catch for good. Called by other threads than the worker's own, it does nothing.
     *
     * @param where what is about to happen, or has just happened
     */
    void pass(String where);
}
