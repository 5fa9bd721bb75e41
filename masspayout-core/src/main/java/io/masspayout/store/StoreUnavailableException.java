package io.masspayout.store;

import io.masspayout.model.MassPayoutException;

/**
 * The database does not answer, or gave up a transaction. Whether the last transaction took effect is not known to the caller
 * and does not matter: the next call, from any process, carries on from what is stored.
 */
public final class StoreUnavailableException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
