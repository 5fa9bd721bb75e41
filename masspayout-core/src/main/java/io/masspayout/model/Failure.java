package io.masspayout.model;

import java.util.Objects;

/**
 * Why a payment did not happen.
 *
 * @param code who must act, and what it speaks of
 * @param detail what the ledger or the signer said, for a person to read; never a secret; cut at {@link #MAX_DETAIL_LENGTH}
 */
public record Failure(FailureCode code, String detail) {

    /** Enough for any ledger's message; a stack trace does not belong into a holder row. */
    public static final int MAX_DETAIL_LENGTH = 500;

    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
        if (detail.length() > MAX_DETAIL_LENGTH) {
            detail = detail.substring(0, MAX_DETAIL_LENGTH);
        }
    }

    public static Failure of(FailureCode code, String detail) {
        return new Failure(code, detail);
    }

    @Override
    public String toString() {
        return code + " (" + detail + ")";
    }
}
