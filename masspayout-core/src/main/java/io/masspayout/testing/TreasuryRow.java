package io.masspayout.testing;

import io.masspayout.model.TreasuryStop;
import org.jspecify.annotations.Nullable;

/** One treasury: how often money was reserved on it, and whether it is stopped. */
final class TreasuryRow {

    private long epoch;
    private @Nullable TreasuryStop stop;

    TreasuryRow copy() {
        TreasuryRow copy = new TreasuryRow();
        copy.epoch = epoch;
        copy.stop = stop;
        return copy;
    }

    long epoch() {
        return epoch;
    }

    void countReservation() {
        epoch++;
    }

    @Nullable
    TreasuryStop stop() {
        return stop;
    }

    /** The first stop stays, but a code that needs a person replaces one that does not. */
    void stop(TreasuryStop newStop) {
        if (stop == null
                || newStop.failure().code().replacesStopWith(stop.failure().code())) {
            stop = newStop;
        }
    }

    void lift() {
        stop = null;
    }
}
