package io.masspayout.hedera.consensus;

import java.util.function.Function;

/** What a node says has become of an id. */
public sealed interface ReceiptAnswer {

    /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
    <T> T match(Function<Final, T> ended, Function<Open, T> open);

    /** Whether no other node could say anything else. */
    default boolean isFinal() {
        return match(ended -> true, open -> false);
    }

    /**
     * The id is used up: nothing can change this any more.
     *
     * @param meaning what the status means
     * @param status as the ledger spells it
     * @param contested whether the network has seen more than one transaction with this id
     */
    record Final(Meaning meaning, String status, boolean contested) implements ReceiptAnswer {
        @Override
        public <T> T match(Function<Final, T> ended, Function<Open, T> open) {
            return ended.apply(this);
        }
    }

    /**
     * Not known, or not yet. Proves nothing: a node that has never heard of an id, and one that has forgotten it, answer alike.
     *
     * @param detail what was seen, for a person to read
     */
    record Open(String detail) implements ReceiptAnswer {
        @Override
        public <T> T match(Function<Final, T> ended, Function<Open, T> open) {
            return open.apply(this);
        }
    }
}
