package io.masspayout.model;

import io.masspayout.storable.CallerText;
import java.util.Objects;

/**
 * A token on the ledger, in the gateway's canonical form, for example {@code 0.0.429274}.
 */
public record TokenId(String value) implements Comparable<TokenId> {

    /** Longest id accepted. No ledger's ids come near it; it keeps a pasted document out of an index. */
    public static final int MAX_LENGTH = 128;

    public TokenId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("token id must have 1 to " + MAX_LENGTH + " characters but is '"
                    + value.substring(0, Math.min(value.length(), MAX_LENGTH)) + "'");
        }
        CallerText.problem(value, MAX_LENGTH).ifPresent(problem -> {
            throw new IllegalArgumentException("token id '" + value + "' " + problem);
        });
    }

    public static TokenId of(String value) {
        return new TokenId(value);
    }

    /** Orders by code unit, which for the ASCII of ledger ids is PostgreSQL's {@code COLLATE "C"}. */
    @Override
    public int compareTo(TokenId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
