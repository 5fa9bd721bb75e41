package io.masspayout.store;

import io.masspayout.model.AccountId;
import io.masspayout.model.MassPayoutException;

/** Two lines of a register are the same account, so somebody would be paid for both. Nothing was changed. */
public final class DuplicateAccountException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    public DuplicateAccountException(
            AccountId account, long firstLine, String firstGiven, long secondLine, String secondGiven) {
        super("lines " + firstLine + " ('" + firstGiven + "') and " + secondLine + " ('" + secondGiven
                + "') are the same account " + account + "; merge them into one line and import again");
    }
}
