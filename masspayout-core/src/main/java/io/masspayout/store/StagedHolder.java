package io.masspayout.store;

import io.masspayout.model.AccountId;
import java.util.Objects;

/**
 * One line of a register on its way into the database.
 *
 * @param line its number in the source, from 1, for messages
 * @param accountAsGiven as written there
 * @param account canonical
 * @param exists whether the ledger has such an account
 * @param balance in the asset's smallest units; not negative
 */
public record StagedHolder(long line, String accountAsGiven, AccountId account, boolean exists, long balance) {

    public StagedHolder {
        Objects.requireNonNull(accountAsGiven, "accountAsGiven");
        Objects.requireNonNull(account, "account");
        if (balance < 0) {
            throw new IllegalArgumentException("balance must not be negative but is " + balance + " in line " + line);
        }
    }
}
