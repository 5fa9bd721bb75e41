package io.masspayout.model;

/** How the total is shared among the holders. */
public enum PayoutType {
    /** The same for every holder. */
    FIXED,
    /** In proportion to balances. */
    PERCENTAGE;

    /** Whether a holder's weight in the split is the balance; else all weigh the same. */
    public boolean isByBalance() {
        return switch (this) {
            case PERCENTAGE -> true;
            case FIXED -> false;
        };
    }
}
