package io.masspayout.schedule;

/** What becomes of occurrences whose time passed while nobody looked. Persisted by name. */
public enum MissedOccurrences {
    /** Every occurrence is made up for, in its order. */
    RUN_ALL,
    /** Of several that are due only the latest is made up for; those before it are left out. */
    RUN_LATEST,
    /** An occurrence that is found more than the grace after its time is left out. */
    SKIP;

    /** Whether each missed occurrence is paid, rather than the latest at most. */
    public boolean runsEach() {
        return switch (this) {
            case RUN_ALL -> true;
            case RUN_LATEST, SKIP -> false;
        };
    }

    /** Whether an occurrence is left out that is found after its grace. */
    public boolean leavesOutTheLate() {
        return switch (this) {
            case SKIP -> true;
            case RUN_ALL, RUN_LATEST -> false;
        };
    }
}
