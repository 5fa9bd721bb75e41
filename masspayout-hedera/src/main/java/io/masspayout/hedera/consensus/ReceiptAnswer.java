package io.masspayout.hedera.consensus;

/** What a node says has become of an id. */
public sealed interface ReceiptAnswer {

    /**
     * The id is used up: nothing can change this any more.
     *
     * @param meaning what the status means
     * @param status as the ledger spells it
     * @param contested whether the network has seen more than one transaction with this id
     */
    record Final(Meaning meaning, String status, boolean contested) implements ReceiptAnswer {}

    /**
     * Not known, or not yet. Proves nothing: a node that has never heard of an id, and one that has forgotten it, answer alike.
     *
     * @param detail what was seen, for a person to read
     */
    record Open(String detail) implements ReceiptAnswer {}
}
