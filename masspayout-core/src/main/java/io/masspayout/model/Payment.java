package io.masspayout.model;

import java.util.Objects;

/**
 * One recipient of a batch.
 *
 * @param account canonical
 * @param amount in smallest units of the payment token; positive, as zero is never sent
 */
public record Payment(AccountId account, long amount) {

    public Payment {
        Objects.requireNonNull(account, "account");
        if (amount <= 0) {
            throw new IllegalArgumentException("a payment must be positive but is " + amount + " for " + account);
        }
    }
}
