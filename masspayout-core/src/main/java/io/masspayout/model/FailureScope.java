package io.masspayout.model;

/** What a failure speaks of, and so what has to change before another try makes sense. */
public enum FailureScope {
    /** One holder; the others of the batch could be paid. */
    HOLDER,
    /** One ledger transaction; another one with the same content may succeed. */
    BATCH,
    /** Everything that this treasury pays: the run stops instead of failing every holder. */
    TREASURY;

    /** Whether nothing more can be paid from the treasury before the cause is mended. */
    public boolean stopsTreasury() {
        return switch (this) {
            case TREASURY -> true;
            case HOLDER, BATCH -> false;
        };
    }

    /** Whether the failure is one holder's own, whose batch could be paid without that holder. */
    public boolean isOfHolder() {
        return switch (this) {
            case HOLDER -> true;
            case BATCH, TREASURY -> false;
        };
    }
}
