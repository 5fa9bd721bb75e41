package io.masspayout.model;

import io.masspayout.storable.OutsideText;
import java.util.Objects;

/**
 * Why a payment did not happen.
 *
 * @param code who must act, and what it speaks of
 * @param detail what the ledger or the signer said, for a person to read; never a secret; storable, and cut at {@link #MAX_DETAIL_LENGTH},
 *     see {@link OutsideText}
 */
public record Failure(FailureCode code, String detail) {

    /** Enough for any ledger's message; a stack trace does not belong into a holder row. */
    public static final int MAX_DETAIL_LENGTH = 500;

    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
        detail = OutsideText.storable(detail, MAX_DETAIL_LENGTH);
    }

    public static Failure of(FailureCode code, String detail) {
        return new Failure(code, detail);
    }

    @Override
    public String toString() {
        return code + " (" + detail + ")";
    }
}
