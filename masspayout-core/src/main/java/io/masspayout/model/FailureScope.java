package io.masspayout.model;

/** What a failure speaks of, and so what has to change before another try makes sense. */
public enum FailureScope {
    /** One holder; the others of the batch could be paid. */
    HOLDER,
    /** One ledger transaction; another one with the same content may succeed. */
    BATCH,
    /** Everything that this treasury pays: the run stops instead of failing every holder. */
    TREASURY
}
