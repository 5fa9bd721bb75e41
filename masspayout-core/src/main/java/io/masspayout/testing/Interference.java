package io.masspayout.testing;

import io.masspayout.model.Failure;
import io.masspayout.model.Payment;
import org.jspecify.annotations.Nullable;

/** What a planned fault adds to the rules by which the ledger executes one transaction. */
interface Interference {

    Interference NONE = new Interference() {};

    /** Why the whole transaction fails, if it is to. */
    default @Nullable Failure ofWhole() {
        return null;
    }

    /** Why one payment of it fails, if it is to. */
    default @Nullable Failure of(Payment payment, int index) {
        return null;
    }
}
