package io.masspayout.model;

/** Where the planner takes holders and balances from. */
public enum HolderSource {
    /** The asset's register in the database, as it was last imported or synced. */
    REGISTER,
    /** The ledger, at the record date. */
    LEDGER;

    /** Whether holders and balances are read from the ledger, so that the gateway has to be able to. */
    public boolean isLedger() {
        return switch (this) {
            case LEDGER -> true;
            case REGISTER -> false;
        };
    }
}
