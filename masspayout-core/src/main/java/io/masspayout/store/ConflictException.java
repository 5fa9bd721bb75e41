package io.masspayout.store;

import io.masspayout.model.MassPayoutException;

/** What was asked for does not fit the state that the thing is in. Nothing was changed; the message names both. */
public final class ConflictException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message);
    }

    public ConflictException(String message, Throwable cause) {
        super(message, cause);
    }
}
