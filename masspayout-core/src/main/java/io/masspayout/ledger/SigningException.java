package io.masspayout.ledger;

import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.MassPayoutException;

/**
 * The signer refused, or did not answer. Nothing was sent. With {@link FailureCode#SIGNER_UNAVAILABLE} the same body is signed
 * again later; with any other code the batch ends and its holders wait for whoever must act.
 */
public final class SigningException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public SigningException(Failure failure) {
        super("not signed: " + failure);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
