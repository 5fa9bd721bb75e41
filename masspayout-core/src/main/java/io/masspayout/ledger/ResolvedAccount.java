package io.masspayout.ledger;

import io.masspayout.model.AccountId;
import java.util.Objects;

/**
 * An account id as given, in the one form that the account has.
 *
 * @param account canonical: the ledger's own id where the account exists, else the normalised address
 * @param exists whether the ledger has such an account
 */
public record ResolvedAccount(AccountId account, boolean exists) {

    public ResolvedAccount {
        Objects.requireNonNull(account, "account");
    }
}
