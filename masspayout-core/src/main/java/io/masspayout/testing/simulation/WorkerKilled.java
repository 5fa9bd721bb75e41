package io.masspayout.testing.simulation;

/**
 * The end of a simulated process, as {@code kill -9} brings it. What runs on while this unwinds must change nothing outside. It is an error of
 * the JVM, so that no bulkhead keeps the process alive.
 */
public final class WorkerKilled extends VirtualMachineError {

    private static final long serialVersionUID = 1L;

    WorkerKilled(String where) {
        super(where);
    }

    /** No stack trace: there are thousands of them, and none is a fault. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
