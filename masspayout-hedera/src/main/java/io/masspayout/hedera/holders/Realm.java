package io.masspayout.hedera.holders;

import io.masspayout.ledger.LedgerUnavailableException;

/** Turns account ids into numbers, by which they are ordered, and back. A token and its holders share shard and realm. */
final class Realm {

    private final String prefix;

    private Realm(String prefix) {
        this.prefix = prefix;
    }

    /** The realm of a token {@code shard.realm.number}. */
    static Realm of(String tokenId) {
        return new Realm(tokenId.substring(0, tokenId.lastIndexOf('.') + 1));
    }

    /** The number of an account, above 0. */
    long number(String account) {
        if (account.startsWith(prefix)) {
            try {
                long number = Long.parseLong(account.substring(prefix.length()));
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
        }
        throw new LedgerUnavailableException(
                "the mirror node names an account '" + account + "' where one of the form " + prefix + "n is expected",
                null);
    }

    String account(long number) {
        return prefix + number;
    }
}
