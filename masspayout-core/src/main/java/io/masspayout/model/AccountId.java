package io.masspayout.model;

import io.masspayout.storable.CallerText;
import java.util.Objects;

/**
 * A ledger account in the gateway's canonical form: one account has exactly one. What a caller or a register says
 * is text until the gateway has resolved it.
 */
public record AccountId(String value) implements Comparable<AccountId> {

    /** Longest id accepted. No ledger's ids come near it; it keeps a pasted document out of an index. */
    public static final int MAX_LENGTH = 128;

    public AccountId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("account id must have 1 to " + MAX_LENGTH + " characters but is '"
                    + value.substring(0, Math.min(value.length(), MAX_LENGTH)) + "'");
        }
        CallerText.problem(value, MAX_LENGTH).ifPresent(problem -> {
            throw new IllegalArgumentException("account id '" + value + "' " + problem);
        });
    }

    public static AccountId of(String value) {
        return new AccountId(value);
    }

    /** Orders by code unit, which for the ASCII of ledger ids is PostgreSQL's {@code COLLATE "C"}. */
    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
