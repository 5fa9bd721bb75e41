package io.masspayout.schedule;

import java.time.Instant;
import java.util.Objects;

/**
 * One time at which a recurrence is due.
 *
 * @param number counted from 1, without gaps; with the recurrence it says which occurrence this is, whoever works it out
 * @param at when it is due
 */
public record Occurrence(long number, Instant at) {

    public Occurrence {
        Objects.requireNonNull(at, "at");
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1 but is " + number);
        }
    }
}
