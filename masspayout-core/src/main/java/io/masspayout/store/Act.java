package io.masspayout.store;

import io.masspayout.storable.OutsideText;
import io.masspayout.validation.Faults;
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
        Faults faults = Faults.of("act");
        faults.check(!who.isBlank(), "who", who, "name the person or the service that acts");
        faults.text("who", who, MAX_LENGTH).text("why", why, MAX_LENGTH).throwIfAny();
    }

    /**
     * An act whose reason quotes a ledger, an exception or another text from outside, so that it is kept in any case.
     *
     * @param why as it was said; see {@link OutsideText}
     */
    public static Act quoting(String who, String why, Instant at) {
        return new Act(who, OutsideText.storable(why, MAX_LENGTH), at);
    }
}
