package io.masspayout.ledger;

import java.util.function.Function;

/** What the ledger knows of a transaction that may have been sent. */
public sealed interface Resolution permits Settled, Resolution.Dead, Resolution.Unknown {

    /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
    <T> T matchFate(Function<Settled, T> settled, Function<Dead, T> dead, Function<Unknown, T> unknown);

    /**
     * It never took effect and never can: the ledger has moved past its validity window without it.
     *
     * @param evidence what proves it, for the record: "not found" alone never does
     */
    record Dead(String evidence) implements Resolution {
        @Override
        public <T> T matchFate(Function<Settled, T> settled, Function<Dead, T> dead, Function<Unknown, T> unknown) {
            return dead.apply(this);
        }
    }

    /**
     * Neither settled nor proved dead; ask again later.
     *
     * @param detail what was seen, for a person to read
     */
    record Unknown(String detail) implements Resolution {
        @Override
        public <T> T matchFate(Function<Settled, T> settled, Function<Dead, T> dead, Function<Unknown, T> unknown) {
            return unknown.apply(this);
        }
    }
}
