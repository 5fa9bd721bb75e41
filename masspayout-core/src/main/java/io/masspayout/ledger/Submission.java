package io.masspayout.ledger;

import io.masspayout.model.Failure;
import java.util.function.Function;

/** What one send of a transaction came to. */
public sealed interface Submission permits Settled, Submission.Refused, Submission.Unknown {

    /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
    <T> T match(Function<Settled, T> settled, Function<Refused, T> refused, Function<Unknown, T> unknown);

    /**
     * The ledger did not take <em>this send</em>. That says nothing of the id: an earlier send of the same bytes may have got
     * through.
     *
     * @param failure why
     */
    record Refused(Failure failure) implements Submission {
        @Override
        public <T> T match(Function<Settled, T> settled, Function<Refused, T> refused, Function<Unknown, T> unknown) {
            return refused.apply(this);
        }
    }

    /**
     * Fate unknown: no answer, a broken one, or one that says only that the ledger has seen the id.
     *
     * @param detail what was seen, for a person to read
     */
    record Unknown(String detail) implements Submission {
        @Override
        public <T> T match(Function<Settled, T> settled, Function<Refused, T> refused, Function<Unknown, T> unknown) {
            return unknown.apply(this);
        }
    }
}
