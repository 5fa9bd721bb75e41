package io.masspayout.testing.simulation;

/** How a database comes to be what it was before. */
enum Setback {
    /** Restored from a backup, which the server tells; the workers died with the database that was lost. */
    RESTORED(true, true, false),
    /** A replica that lags takes over, which the server tells; the workers live on, and find their connections broken. */
    FAILED_OVER(false, true, true),
    /**
     * The storage is put back to a snapshot, which no server can tell: the operator stops the workers, and reconciles before they start
     * again.
     */
    PUT_BACK(true, false, false);

    private final boolean killsWorkers;
    private final boolean isTold;
    private final boolean isToTheNewest;

    Setback(boolean killsWorkers, boolean isTold, boolean isToTheNewest) {
        this.killsWorkers = killsWorkers;
        this.isTold = isTold;
        this.isToTheNewest = isToTheNewest;
    }

    boolean killsWorkers() {
        return killsWorkers;
    }

    /** Whether the database that answers afterwards says that it is another one than before. */
    boolean isTold() {
        return isTold;
    }

    /** Whether the newest copy takes over; otherwise it may be any. */
    boolean isToTheNewest() {
        return isToTheNewest;
    }
}
