package io.masspayout.store;

import io.masspayout.model.DistributionStatus;
import java.util.function.Function;

/** Whether money is reserved for a distribution, and if not, what it waits for. */
public sealed interface ReserveResult {

    /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
    <T> T match(
            Function<Reserved, T> reserved,
            Function<Underfunded, T> underfunded,
            Function<Moved, T> moved,
            Function<Blocked, T> blocked,
            Function<NotPayable, T> notPayable);

    /** Whether it was decided on obligations that have changed since, so that both they and the balance have to be read again. */
    default boolean isOutdated() {
        return match(reserved -> false, underfunded -> false, moved -> true, blocked -> false, notPayable -> false);
    }

    /** Reserved, now or before; the distribution is PROCESSING and its batches may be claimed. */
    record Reserved() implements ReserveResult {
        @Override
        public <T> T match(
                Function<Reserved, T> reserved,
                Function<Underfunded, T> underfunded,
                Function<Moved, T> moved,
                Function<Blocked, T> blocked,
                Function<NotPayable, T> notPayable) {
            return reserved.apply(this);
        }
    }

    /**
     * The treasury has too little.
     *
     * @param missing by how much, in smallest units, after everything already reserved
     */
    record Underfunded(long missing) implements ReserveResult {
        @Override
        public <T> T match(
                Function<Reserved, T> reserved,
                Function<Underfunded, T> underfunded,
                Function<Moved, T> moved,
                Function<Blocked, T> blocked,
                Function<NotPayable, T> notPayable) {
            return underfunded.apply(this);
        }
    }

    /** Somebody reserved since the obligations were read; read them and the balance again. */
    record Moved() implements ReserveResult {
        @Override
        public <T> T match(
                Function<Reserved, T> reserved,
                Function<Underfunded, T> underfunded,
                Function<Moved, T> moved,
                Function<Blocked, T> blocked,
                Function<NotPayable, T> notPayable) {
            return moved.apply(this);
        }
    }

    /** The distribution is held, its asset paused, its treasury stopped, or its history is being read back. */
    record Blocked(IntentResult by) implements ReserveResult {
        @Override
        public <T> T match(
                Function<Reserved, T> reserved,
                Function<Underfunded, T> underfunded,
                Function<Moved, T> moved,
                Function<Blocked, T> blocked,
                Function<NotPayable, T> notPayable) {
            return blocked.apply(this);
        }
    }

    /** There is nothing to pay in this status. */
    record NotPayable(DistributionStatus status) implements ReserveResult {
        @Override
        public <T> T match(
                Function<Reserved, T> reserved,
                Function<Underfunded, T> underfunded,
                Function<Moved, T> moved,
                Function<Blocked, T> blocked,
                Function<NotPayable, T> notPayable) {
            return notPayable.apply(this);
        }
    }
}
