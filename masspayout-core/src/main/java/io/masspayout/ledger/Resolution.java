package io.masspayout.ledger;

/** What the ledger knows of a transaction that may have been sent. */
public sealed interface Resolution permits Settled, Resolution.Dead, Resolution.Unknown {

    /**
     * It never took effect and never can: the ledger has moved past its validity window without it.
     *
     * @param evidence what proves it, for the record: "not found" alone never does
     */
    record Dead(String evidence) implements Resolution {}

    /**
     * Neither settled nor proved dead; ask again later.
     *
     * @param detail what was seen, for a person to read
     */
    record Unknown(String detail) implements Resolution {}
}
