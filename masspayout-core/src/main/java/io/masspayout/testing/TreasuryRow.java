package io.masspayout.testing;

import io.masspayout.model.Failure;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Silence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One treasury: how often money was reserved on it, and whether it is stopped. */
final class TreasuryRow {

    private long epoch;
    private @Nullable TreasuryStop stop;
    private @Nullable Silence silence;

    TreasuryRow copy() {
        TreasuryRow copy = new TreasuryRow();
        copy.epoch = epoch;
        copy.stop = stop;
        copy.silence = silence;
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

    @Nullable
    Silence silence() {
        return silence;
    }

    void isSilent(Failure reason, Instant at) {
        silence = new Silence(reason.detail(), silence == null ? at : silence.since(), at);
    }

    void isSilentNoMore() {
        silence = null;
    }

    void lift() {
        stop = null;
    }
}
