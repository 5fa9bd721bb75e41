package io.masspayout.store;

import io.masspayout.model.MassPayoutException;

/** There is nothing by this id in the schema that the store works on. */
public final class NotFoundException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String what, Object id) {
        super("no " + what + " " + id + "; check the id, and that the store works on the right schema");
    }
}
