package io.masspayout.schedule;

/** What becomes of occurrences whose time passed while nobody looked. Persisted by name. */
public enum MissedOccurrences {
    /** Every occurrence is made up for, in its order. */
    RUN_ALL,
    /** Of several that are due only the latest is made up for; those before it are left out. */
    RUN_LATEST,
    /** An occurrence that is found more than the grace after its time is left out. */
    SKIP
}
