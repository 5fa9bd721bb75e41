package io.masspayout.hedera.consensus;

import io.masspayout.model.Failure;
import java.util.function.Function;

/** What one send to one node came to. Says nothing of earlier sends of the same bytes. */
public sealed interface NodeAnswer {

    /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
    <T> T match(
            Function<Accepted, T> accepted,
            Function<Known, T> known,
            Function<NotTaken, T> notTaken,
            Function<Refused, T> refused,
            Function<Unclear, T> unclear);

    /** The node has handed the transaction on; consensus is still to come, and may never. */
    record Accepted() implements NodeAnswer {
        @Override
        public <T> T match(
                Function<Accepted, T> accepted,
                Function<Known, T> known,
                Function<NotTaken, T> notTaken,
                Function<Refused, T> refused,
                Function<Unclear, T> unclear) {
            return accepted.apply(this);
        }
    }

    /** The network knew the id before this send: from an earlier one, or from a stranger's transaction with the same id. */
    record Known() implements NodeAnswer {
        @Override
        public <T> T match(
                Function<Accepted, T> accepted,
                Function<Known, T> known,
                Function<NotTaken, T> notTaken,
                Function<Refused, T> refused,
                Function<Unclear, T> unclear) {
            return known.apply(this);
        }
    }

    /**
     * Not taken; the same bytes may be taken by another node, or later.
     *
     * @param failure why
     * @param busy whether the node has no room: whoever sends should slow down
     */
    record NotTaken(Failure failure, boolean busy) implements NodeAnswer {
        @Override
        public <T> T match(
                Function<Accepted, T> accepted,
                Function<Known, T> known,
                Function<NotTaken, T> notTaken,
                Function<Refused, T> refused,
                Function<Unclear, T> unclear) {
            return notTaken.apply(this);
        }
    }

    /**
     * Not taken; sending the same bytes again changes nothing.
     *
     * @param failure why
     */
    record Refused(Failure failure) implements NodeAnswer {
        @Override
        public <T> T match(
                Function<Accepted, T> accepted,
                Function<Known, T> known,
                Function<NotTaken, T> notTaken,
                Function<Refused, T> refused,
                Function<Unclear, T> unclear) {
            return refused.apply(this);
        }
    }

    /**
     * May have been taken, or not.
     *
     * @param detail what was seen, for a person to read
     */
    record Unclear(String detail) implements NodeAnswer {
        @Override
        public <T> T match(
                Function<Accepted, T> accepted,
                Function<Known, T> known,
                Function<NotTaken, T> notTaken,
                Function<Refused, T> refused,
                Function<Unclear, T> unclear) {
            return unclear.apply(this);
        }
    }
}
