package io.masspayout.model;

/** What happens to the smallest units that do not divide evenly. */
public enum RemainderPolicy {
    /** One each to the largest remainders, ties by account id: the payments sum to the total. */
    DISTRIBUTE,
    /** Every share is rounded down and the treasury keeps the rest. */
    RETAIN;

    /** Whether what does not divide evenly is given to holders. */
    public boolean isShared() {
        return switch (this) {
            case DISTRIBUTE -> true;
            case RETAIN -> false;
        };
    }
}
