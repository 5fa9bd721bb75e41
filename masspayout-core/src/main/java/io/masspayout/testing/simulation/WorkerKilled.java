package io.masspayout.testing.simulation;

/** The end of a simulated process, as {@code kill -9} brings it. What runs on while this unwinds must change nothing outside. */
public final class WorkerKilled extends Error {

    private static final long serialVersionUID = 1L;

    WorkerKilled(String where) {
        // No stack trace: there are thousands of them, and none is a fault.
        super(where, null, false, false);
    }
}
