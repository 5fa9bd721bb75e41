package io.masspayout.store;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * A worker's claim on batches for a time, measured by the database's clock. A fresh token for every run fences off whoever
 * held the batch before.
 *
 * @param token unique for ever
 * @param length for how long from the moment of the call; zero makes a lease that has expired already
 */
public record Lease(UUID token, Duration length) {

    public Lease {
        Objects.requireNonNull(token, "token");
        if (length.isNegative()) {
            throw new IllegalArgumentException("length must not be negative but is " + length);
        }
    }
}
