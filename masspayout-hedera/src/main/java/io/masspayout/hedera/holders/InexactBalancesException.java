package io.masspayout.hedera.holders;

import io.masspayout.model.MassPayoutException;

/**
 * Balances computed from what the mirror node tells do not add up. Nobody is paid by them: what is wrong with them is not known, only
 * that something is.
 */
public final class InexactBalancesException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    InexactBalancesException(String message) {
        super(
                message
                        + "; take the snapshot again, from another mirror node if it stays so, or import the register from a file");
    }
}
