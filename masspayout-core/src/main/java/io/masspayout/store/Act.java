package io.masspayout.store;

import java.time.Instant;
import java.util.Objects;

/**
 * Who does something, why and when: written to the audit trail with what it changed.
 *
 * @param who a person, a service or a worker, as the host names them
 * @param why in words; may be empty
 * @param at the host's clock
 */
public record Act(String who, String why, Instant at) {

    /** Bounds a column, not a story. */
    public static final int MAX_LENGTH = 500;

    public Act {
        Objects.requireNonNull(at, "at");
        if (who.isBlank() || who.length() > MAX_LENGTH || why.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "who must have 1 to " + MAX_LENGTH + " characters and why at most as many");
        }
    }
}
