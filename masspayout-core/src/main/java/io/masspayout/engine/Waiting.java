package io.masspayout.engine;

import io.masspayout.model.Actor;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an unfinished distribution waits for.
 *
 * @param reason what it is
 * @param detail for a person to read
 * @param until when (the host's clock) calling again makes sense; {@code null} when that depends on what a person or a worker does
 * @param since since when it waits for that; {@code null} where the database does not know
 * @param actor who has to act; {@link Actor#NOBODY} when the host's next call is enough
 */
public record Waiting(
        Reason reason,
        String detail,
        @Nullable Instant until,
        @Nullable Instant since,
        Actor actor) {

    /** What may keep a distribution from going on. */
    public enum Reason {
        /** No call has executed it yet. */
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
        /** Batches are open, no worker holds them, and nothing stands in the way: executing the distribution goes on. */
        READY,
        /** The call has let others have their turn; the next one goes on. */
        OTHERS_WAIT,
        /** A person has put it on hold. */
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
        INTERRUPTED;

        /** Who knows that a distribution waits for this. */
        private enum KnownTo {
            /** Every process, at any time. */
            THE_DATABASE,
            /** The process that has met with it, perhaps besides the database. */
            THE_PROCESS,
            /** The call alone. */
            THE_CALL
        }

        private KnownTo knownTo() {
            return switch (this) {
                case OTHERS_WAIT, INTERRUPTED -> KnownTo.THE_CALL;
                case LEDGER_HISTORY, LEDGER_UNAVAILABLE -> KnownTo.THE_PROCESS;
                case NOT_STARTED,
                        NOT_DUE,
                        NO_DEPOSIT,
                        RETRY_LATER,
                        RECORDING_REFUSED,
                        OTHER_WORKERS,
                        READY,
                        HELD,
                        RECONCILING,
                        ASSET_PAUSED,
                        TREASURY_STOPPED,
                        NOT_FUNDED,
                        TREASURY_SHORT -> KnownTo.THE_DATABASE;
            };
        }

        /** Whether the next call would go on, as far as the database knows. */
        private boolean goesOnByTheNextCall() {
            return switch (this) {
                case NOT_STARTED, READY, NOT_FUNDED, OTHERS_WAIT, INTERRUPTED -> true;
                case NOT_DUE,
                        NO_DEPOSIT,
                        RETRY_LATER,
                        RECORDING_REFUSED,
                        OTHER_WORKERS,
                        HELD,
                        RECONCILING,
                        ASSET_PAUSED,
                        TREASURY_STOPPED,
                        TREASURY_SHORT,
                        LEDGER_HISTORY,
                        LEDGER_UNAVAILABLE -> false;
            };
        }

        private Actor actor() {
            return switch (this) {
                case NOT_STARTED, RECORDING_REFUSED, HELD, ASSET_PAUSED, RECONCILING, TREASURY_STOPPED ->
                    Actor.OPERATOR;
                case TREASURY_SHORT -> Actor.TREASURY;
                case NOT_DUE,
                        NO_DEPOSIT,
                        RETRY_LATER,
                        OTHER_WORKERS,
                        READY,
                        OTHERS_WAIT,
                        NOT_FUNDED,
                        LEDGER_HISTORY,
                        LEDGER_UNAVAILABLE,
                        INTERRUPTED -> Actor.NOBODY;
            };
        }
    }

    public Waiting {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(actor, "actor");
    }

    static Waiting on(Reason reason, String detail) {
        return new Waiting(reason, detail, null, null, reason.actor());
    }

    static Waiting until(Reason reason, String detail, Instant until) {
        return new Waiting(reason, detail, until, null, reason.actor());
    }

    Waiting saying(String what) {
        return new Waiting(reason, what, until, since, actor);
    }

    Waiting since(@Nullable Instant begin) {
        return new Waiting(reason, detail, until, begin, actor);
    }

    Waiting by(Actor who) {
        return new Waiting(reason, detail, until, since, who);
    }

    /**
     * Whether what a call has met with is to be told and not what the database knows: one rule decides from the database, and a call adds only what
     * the database cannot know.
     */
    boolean saysMoreThan(Waiting stored) {
        return switch (reason.knownTo()) {
            case THE_CALL -> true;
            case THE_PROCESS -> stored.reason.goesOnByTheNextCall();
            case THE_DATABASE -> false;
        };
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
