package io.masspayout.model;

import io.masspayout.storable.CallerText;
import java.util.Objects;

/**
 * The id of a transaction on the ledger, for example {@code 0.0.1001@1700000000.000000001}. It is the fencing token of a
 * batch payout: the ledger lets at most one transaction with this id take effect.
 */
public record LedgerTransactionId(String value) implements Comparable<LedgerTransactionId> {

    /** Longest id accepted. No ledger's ids come near it; it keeps a pasted document out of an index. */
    public static final int MAX_LENGTH = 256;

    public LedgerTransactionId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("ledger transaction id must have 1 to " + MAX_LENGTH
                    + " characters but is '" + value.substring(0, Math.min(value.length(), MAX_LENGTH)) + "'");
        }
        CallerText.problem(value, MAX_LENGTH).ifPresent(problem -> {
            throw new IllegalArgumentException("ledger transaction id '" + value + "' " + problem);
        });
    }

    public static LedgerTransactionId of(String value) {
        return new LedgerTransactionId(value);
    }

    /** Orders by code unit, which for the ASCII of ledger ids is PostgreSQL's {@code COLLATE "C"}. */
    @Override
    public int compareTo(LedgerTransactionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
