package io.masspayout.model;

import java.time.Instant;
import java.util.Objects;

/**
 * Why a distribution that was due could not be started, or not be carried on with.
 *
 * @param reason for a person to read
 * @param tryAgainAt when it is tried again, by the host's clock
 */
public record StartFailure(String reason, Instant tryAgainAt) {

    public StartFailure {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(tryAgainAt, "tryAgainAt");
    }
}
