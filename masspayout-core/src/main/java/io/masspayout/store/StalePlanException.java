package io.masspayout.store;

import io.masspayout.model.DistributionId;
import io.masspayout.model.MassPayoutException;

/** The holders have changed, or were lost, between computing a plan's total and writing it. Nothing was changed; plan again. */
public final class StalePlanException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    public StalePlanException(DistributionId id, String what) {
        super("the holders of distribution " + id + " changed while it was being planned: " + what + "; plan again");
    }
}
