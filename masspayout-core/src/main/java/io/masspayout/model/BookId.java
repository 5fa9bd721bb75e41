package io.masspayout.model;

import java.util.Objects;
import java.util.UUID;

/**
 * Names one book: everything that one schema of one database has recorded. The id is part of every id that is derived and of every
 * memo, so that two books which pay from one account never take each other's payments for their own.
 */
public record BookId(UUID value) {

    public BookId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Reads the text form of an id, as {@link #toString()} writes it.
     *
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static BookId of(String text) {
        return new BookId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
