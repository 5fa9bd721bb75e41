package io.masspayout.store;

import java.time.Instant;
import java.util.Objects;

/**
 * Money that the treasury lacked when it was to be reserved for a distribution.
 *
 * @param missing in smallest units, after everything that the treasury owes; {@link Long#MAX_VALUE} also for anything beyond it
 * @param since when the money was found to be missing first, by the host's clock
 * @param seenAt when the treasury was looked at last
 */
public record Shortage(long missing, Instant since, Instant seenAt) {

    public Shortage {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(seenAt, "seenAt");
        if (missing <= 0) {
            throw new IllegalArgumentException("missing must be positive but is " + missing);
        }
    }
}
