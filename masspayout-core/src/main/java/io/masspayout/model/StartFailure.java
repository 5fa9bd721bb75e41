package io.masspayout.model;

import io.masspayout.storable.OutsideText;
import java.time.Instant;
import java.util.Objects;

/**
 * Why a distribution that was due could not be started, or not be carried on with.
 *
 * @param reason for a person to read; storable, see {@link OutsideText}
 * @param tryAgainAt when it is tried again, by the host's clock
 */
public record StartFailure(String reason, Instant tryAgainAt) {

    /** Enough for a message with every fault of a plan. */
    public static final int MAX_REASON_LENGTH = 2_000;

    public StartFailure {
        reason = OutsideText.storable(reason, MAX_REASON_LENGTH);
        Objects.requireNonNull(tryAgainAt, "tryAgainAt");
    }
}
