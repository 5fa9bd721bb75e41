package io.masspayout.store;

import io.masspayout.model.MassPayoutException;

/** A sum that must hold does not. Nothing was changed. Always a defect, here or in whoever else wrote to the schema. */
public final class UnbalancedBooksException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    public UnbalancedBooksException(String message) {
        super(message + "; stop paying and report this with the distribution's audit events");
    }
}
