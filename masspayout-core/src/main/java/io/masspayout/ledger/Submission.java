package io.masspayout.ledger;

import io.masspayout.model.Failure;

/** What one send of a transaction came to. */
public sealed interface Submission permits Settled, Submission.Refused, Submission.Unknown {

    /**
     * The ledger did not take <em>this send</em>. That says nothing of the id: an earlier send of the same bytes may have got
     * through.
     *
     * @param failure why
     */
    record Refused(Failure failure) implements Submission {}

    /**
     * Fate unknown: no answer, a broken one, or one that says only that the ledger has seen the id.
     *
     * @param detail what was seen, for a person to read
     */
    record Unknown(String detail) implements Submission {}
}
