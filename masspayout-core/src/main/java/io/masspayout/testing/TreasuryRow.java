package io.masspayout.testing;

import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Probing;
import io.masspayout.store.Silence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One treasury: how often money was reserved on it, and whether it is stopped. */
final class TreasuryRow {

    private long epoch;
    private @Nullable TreasuryStop stop;
    private @Nullable Silence silence;
    private @Nullable Probing probing;
    private int probes;
    private @Nullable BatchId probe;
    private @Nullable FailureCode liftedByLook;

    TreasuryRow copy() {
        TreasuryRow copy = new TreasuryRow();
        copy.epoch = epoch;
        copy.stop = stop;
        copy.silence = silence;
        copy.probing = probing;
        copy.probes = probes;
        copy.probe = probe;
        copy.liftedByLook = liftedByLook;
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

    /** Whether nothing may be sent but what was sent before: a try that is open is for one batch more. */
    boolean isStopped() {
        return stop != null && !isProbeOpen();
    }

    /** The first stop stays, but a code that needs a person replaces one that does not. */
    void stop(TreasuryStop newStop, boolean afterFailure) {
        FailureCode code = newStop.failure().code();
        if (stop == null || code.replacesStopWith(stop.failure().code())) {
            stop = newStop;
            boolean unseen = !code.isSeenByLook() || code.equals(liftedByLook);
            probing = afterFailure && unseen && !code.needsPerson()
                    ? Probing.after(probes, newStop.since(), false)
                    : null;
            probe = null;
        } else if (probing != null) {
            probing = probing.taken();
        }
    }

    // tries under a stop that no look can judge

    @Nullable
    Probing probing() {
        return probing;
    }

    boolean isProbeOpen() {
        return probing != null && probing.open();
    }

    /** Whether this began a try, and not another one before. */
    boolean beginProbe(Instant now) {
        if (probing == null || probing.open() || !probing.isDue(now)) {
            return false;
        }
        probing = probing.begin(now);
        probes = probing.begun();
        probe = null;
        return true;
    }

    void takeProbe(BatchId batch) {
        if (probing != null) {
            probing = probing.taken();
            probe = batch;
        }
    }

    /** Whether the payment of the batch proves that the cause of the stop is gone. */
    boolean isProvedFreeBy(BatchId batch) {
        return probing != null && batch.equals(probe);
    }

    /** Tries count from the beginning: money was paid, or a person has lifted the stop. */
    void forgetTries() {
        probes = 0;
        liftedByLook = null;
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

    void liftByLook() {
        liftedByLook = stop == null ? null : stop.failure().code();
        lift();
    }

    void lift() {
        stop = null;
        probing = null;
        probe = null;
    }
}
