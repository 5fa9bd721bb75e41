package io.masspayout.ledger;

import io.masspayout.model.MassPayoutException;
import org.jspecify.annotations.Nullable;

/** The ledger, or what reads it, does not answer. Nothing was changed by the call; the next call carries on. */
public final class LedgerUnavailableException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    public LedgerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
