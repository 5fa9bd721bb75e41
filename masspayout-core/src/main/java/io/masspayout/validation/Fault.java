package io.masspayout.validation;

import io.masspayout.storable.OutsideText;
import java.util.Objects;

/**
 * One thing wrong with what a caller passed.
 *
 * @param field the field as the caller knows it, for example {@code amount}
 * @param value what was passed, as text; {@code null} as the word
 * @param problem what is wrong with it and what to do
 */
public record Fault(String field, String value, String problem) {

    /** A value longer than this is cut in messages: it is there to be recognised, not to be quoted whole. */
    static final int MAX_SHOWN_LENGTH = 80;

    public Fault {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(problem, "problem");
        // A text that is refused for a character must not carry that character into the log and on to the next
        // database.
        value = OutsideText.storable(
                value.length() > MAX_SHOWN_LENGTH ? value.substring(0, MAX_SHOWN_LENGTH) + "…" : value,
                Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return field + " = '" + value + "': " + problem;
    }
}
