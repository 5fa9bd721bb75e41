package io.masspayout.engine;

import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Preflight;
import io.masspayout.model.Distribution;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Act;
import io.masspayout.store.Obligations;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.ReserveResult;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a distribution begin, or go on, only with its money reserved: obligations are read before the balance, so that money which
 * leaves in between is counted twice rather than not at all.
 */
final class TreasuryGate {

    /** Others reserve between our two looks this often only when something else is wrong. */
    private static final int MAX_LOOKS = 20;

    private static final Logger log = LoggerFactory.getLogger(TreasuryGate.class);

    private final PaymentStore store;
    private final PaymentLedger ledger;
    private final Announcer announcer;

    TreasuryGate(PaymentStore store, PaymentLedger ledger, Announcer announcer) {
        this.store = store;
        this.ledger = ledger;
        this.announcer = announcer;
    }

    /**
     * What a distribution may do.
     *
     * @param obstacle what stands against sending, if anything does
     * @param probe whether it may send one batch only, to try whether the cause of a stop is gone
     */
    record Leave(Optional<Waiting> obstacle, boolean probe) {

        static Leave refused(Waiting obstacle) {
            return new Leave(Optional.of(obstacle), false);
        }

        int batches() {
            return probe ? 1 : Integer.MAX_VALUE;
        }
    }

    /** Reserves what is open, or says what stands against it. */
    Leave pass(Distribution distribution, Act act) {
        for (int look = 0; look < MAX_LOOKS; look++) {
            Obligations obligations = store.obligations(distribution.treasury());
            Preflight preflight;
            try {
                preflight = ledger.check(distribution.treasury());
            } catch (LedgerUnavailableException e) {
                return Leave.refused(noAnswer(store, distribution.treasury(), e, act));
            }
            if (obligations.silence().isPresent()) {
                store.answered(distribution.treasury());
            }
            if (preflight.obstacle().isPresent()) {
                return Leave.refused(
                        stop(distribution.treasury(), preflight.obstacle().get(), act));
            }
            boolean free = isFree(distribution, obligations, act);
            if (!free && !store.beginProbe(distribution.treasury(), act)) {
                String failure = obligations.stop().orElseThrow().failure().toString();
                return Leave.refused(Waiting.on(Waiting.Reason.TREASURY_STOPPED, failure));
            }
            ReserveResult result = store.reserve(distribution.id(), obligations, preflight.balance(), act);
            if (!result.isOutdated()) {
                return new Leave(waiting(result), !free);
            }
        }
        return Leave.refused(othersReserve());
    }

    /** The ledger gave no answer, which the database remembers. */
    static Waiting noAnswer(PaymentStore store, Treasury treasury, LedgerUnavailableException e, Act act) {
        Failure reason = Failure.of(FailureCode.LEDGER_UNAVAILABLE, String.valueOf(e.getMessage()));
        store.noAnswer(treasury, reason, act);
        return Waiting.on(Waiting.Reason.LEDGER_UNAVAILABLE, reason.detail());
    }

    /** Stops everything on a treasury, as a look at it has found. */
    private Waiting stop(Treasury treasury, Failure failure, Act act) {
        TreasuryStop stop = new TreasuryStop(failure, act.at());
        store.stop(treasury, stop, act);
        return told(treasury, stop);
    }

    /** Stops everything on a treasury, after a transaction has failed. */
    Waiting stopAfterFailure(Treasury treasury, Failure failure, Act act) {
        TreasuryStop stop = new TreasuryStop(failure, act.at());
        store.stopAfterFailure(treasury, stop, act);
        return told(treasury, stop);
    }

    private Waiting told(Treasury treasury, TreasuryStop stop) {
        Failure failure = stop.failure();
        log.warn("treasury {} stopped: {}", treasury, failure);
        announcer.tell(listener -> listener.treasuryStopped(treasury, stop));
        return Waiting.on(Waiting.Reason.TREASURY_STOPPED, failure.toString());
    }

    // The look has passed, which lifts a stop whose cause it can see. Whether there is enough money is for the
    // reservation to say.
    private boolean isFree(Distribution distribution, Obligations obligations, Act act) {
        return obligations.stop().isEmpty() || store.liftStop(distribution.treasury(), false, act);
    }

    private static Optional<Waiting> waiting(ReserveResult result) {
        return result.match(
                reserved -> Optional.empty(),
                // How much it lacks is stored.
                underfunded -> Optional.of(Waiting.on(Waiting.Reason.TREASURY_SHORT, "the treasury lacks money")),
                moved -> Optional.of(othersReserve()),
                blocked -> Optional.of(Refusals.waiting(blocked.by())),
                // The run finds nothing to claim, and resolves what is in doubt.
                notPayable -> Optional.empty());
    }

    private static Waiting othersReserve() {
        return Waiting.on(Waiting.Reason.READY, "other distributions keep reserving from the treasury; call again");
    }
}
