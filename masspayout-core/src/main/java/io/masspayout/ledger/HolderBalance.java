package io.masspayout.ledger;

import java.util.Objects;

/**
 * One line of a register, as its source says it.
 *
 * @param accountAsGiven the account id as written there
 * @param balance in the asset's smallest units
 */
public record HolderBalance(String accountAsGiven, long balance) {

    public HolderBalance {
        Objects.requireNonNull(accountAsGiven, "accountAsGiven");
        if (balance < 0) {
            throw new IllegalArgumentException(
                    "balance must not be negative but is " + balance + " for " + accountAsGiven);
        }
    }
}
