package io.masspayout.model;

/** Where the planner takes holders and balances from. */
public enum HolderSource {
    /** The asset's register in the database, as it was last imported or synced. */
    REGISTER,
    /** The ledger, at the record date. */
    LEDGER
}
