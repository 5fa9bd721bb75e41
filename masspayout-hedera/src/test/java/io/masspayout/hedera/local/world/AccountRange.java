package io.masspayout.hedera.local.world;

import com.hedera.hashgraph.sdk.Key;

/** Many equal accounts with consecutive numbers, kept as one: a million holders must not cost a million objects. */
public record AccountRange(long first, int count, Key key, long tinybars, long created) {

    boolean contains(long number) {
        return number >= first && number < first + count;
    }

    Account account(long number) {
        return new Account(number, key, 0, false, null, false, created);
    }
}
