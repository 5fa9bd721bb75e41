package io.masspayout.model;

import java.util.Objects;

/**
 * The account that pays, with the token it pays: the unit in which money can run out and runs are stopped.
 *
 * @param account the paying account
 * @param token what it pays
 */
public record Treasury(AccountId account, TokenId token) implements Comparable<Treasury> {

    public Treasury {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(token, "token");
    }

    /** The order in which treasuries are locked. */
    @Override
    public int compareTo(Treasury other) {
        int byAccount = account.compareTo(other.account);
        return byAccount != 0 ? byAccount : token.compareTo(other.token);
    }

    @Override
    public String toString() {
        return account + "/" + token;
    }
}
