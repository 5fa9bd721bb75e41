package io.masspayout.ledger;

import io.masspayout.model.MassPayoutException;

/** A text that no account of this ledger can have as its id. */
public final class InvalidAccountException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    private final String given;

    public InvalidAccountException(String given, String accepted) {
        super("'" + given + "' is not an account id; accepted: " + accepted);
        this.given = given;
    }

    /** The text as given. */
    public String given() {
        return given;
    }
}
