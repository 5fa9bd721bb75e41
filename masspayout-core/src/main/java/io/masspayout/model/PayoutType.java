package io.masspayout.model;

/** How the total is shared among the holders. */
public enum PayoutType {
    /** The same for every holder. */
    FIXED,
    /** In proportion to balances. */
    PERCENTAGE
}
