package io.masspayout.store;

import io.masspayout.model.AccountId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Holders of an unpaid batch that go into one new batch together.
 *
 * @param accounts who; not empty
 * @param notBefore when (the host's clock) the new batch may be worked on
 */
public record RetryGroup(Set<AccountId> accounts, Instant notBefore) {

    public RetryGroup {
        accounts = Set.copyOf(accounts);
        Objects.requireNonNull(notBefore, "notBefore");
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("a retry group must name somebody");
        }
    }
}
