package io.masspayout.model;

import java.time.Instant;
import java.util.Objects;

/**
 * Why nothing is being paid from a treasury.
 *
 * @param failure always of {@link FailureScope#TREASURY}
 * @param since when it was noticed
 */
public record TreasuryStop(Failure failure, Instant since) {

    public TreasuryStop {
        Objects.requireNonNull(since, "since");
        if (!failure.code().stopsTreasury()) {
            throw new IllegalArgumentException(failure.code() + " does not speak of a whole treasury");
        }
    }
}
