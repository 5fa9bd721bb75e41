package io.masspayout.store;

import java.time.Instant;
import java.util.Objects;

/**
 * A ledger that gave no answer when a treasury was to be looked at.
 *
 * @param reason what the gateway said instead, for a person to read
 * @param since when it gave none first, by the host's clock
 * @param seenAt when it was asked last
 */
public record Silence(String reason, Instant since, Instant seenAt) {

    public Silence {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(seenAt, "seenAt");
    }
}
