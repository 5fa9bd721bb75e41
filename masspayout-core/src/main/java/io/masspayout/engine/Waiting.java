package io.masspayout.engine;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an unfinished distribution waits for.
 *
 * @param reason what it is
 * @param detail for a person to read
 * @param until when (the host's clock) calling again makes sense; {@code null} when that depends on somebody
 */
public record Waiting(
        Reason reason, String detail, @Nullable Instant until) {

    /** What may keep a distribution from going on. */
    public enum Reason {
        /** Nobody has executed it yet. */
        NOT_STARTED,
        /** Its time has not come; that is in {@link Waiting#until}. */
        NOT_DUE,
        /** An automatic distribution: no deposit that fits has come yet, or the next one is waited for. */
        NO_DEPOSIT,
        /** A batch, or the start, is tried again later; the time is in {@link Waiting#until}. */
        RETRY_LATER,
        /**
         * What became of a batch could not be recorded; the detail has the reason. It is tried again at {@link Waiting#until}, and an
         * operator should look at the cause.
         */
        RECORDING_REFUSED,
        /** Other workers hold what is open, or held it when they stopped; then it is free when their lease runs out. */
        OTHER_WORKERS,
        /** The call has let others have their turn; the next one goes on. */
        OTHERS_WAIT,
        /** Somebody has put it on hold. */
        HELD,
        /** The ledger's history is being read back after a restore; reconcile again. */
        RECONCILING,
        /** The asset is paused. */
        ASSET_PAUSED,
        /** The treasury is stopped; the detail has the code. */
        TREASURY_STOPPED,
        /** The treasury's money is not reserved for it any more, as the treasury was stopped meanwhile; executing it reserves anew. */
        NOT_FUNDED,
        /** The treasury has too little money; the detail says how much is missing. */
        TREASURY_SHORT,
        /**
         * The ledger's history is not compared with the database far enough: the database may have forgotten payments. The detail says since
         * when, and why.
         */
        LEDGER_HISTORY,
        /** The ledger does not answer. */
        LEDGER_UNAVAILABLE,
        /** The calling thread was interrupted. */
        INTERRUPTED
    }

    public Waiting {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }

    static Waiting on(Reason reason, String detail) {
        return new Waiting(reason, detail, null);
    }

    static Waiting othersWait() {
        return on(Reason.OTHERS_WAIT, "other distributions have their turn; call again");
    }

    static Waiting interrupted() {
        return on(Reason.INTERRUPTED, "the calling thread was interrupted; call again");
    }

    @Override
    public String toString() {
        return reason + " (" + detail + ")" + (until == null ? "" : " until " + until);
    }
}
