package io.masspayout.hedera.consensus;

import io.masspayout.model.Failure;

/** What one send to one node came to. Says nothing of earlier sends of the same bytes. */
public sealed interface NodeAnswer {

    /** The node has handed the transaction on; consensus is still to come, and may never. */
    record Accepted() implements NodeAnswer {}

    /** The network knew the id before this send: from an earlier one, or from a stranger's transaction with the same id. */
    record Known() implements NodeAnswer {}

    /**
     * Not taken; the same bytes may be taken by another node, or later.
     *
     * @param failure why
     * @param busy whether the node has no room: whoever sends should slow down
     */
    record NotTaken(Failure failure, boolean busy) implements NodeAnswer {}

    /**
     * Not taken; sending the same bytes again changes nothing.
     *
     * @param failure why
     */
    record Refused(Failure failure) implements NodeAnswer {}

    /**
     * May have been taken, or not.
     *
     * @param detail what was seen, for a person to read
     */
    record Unclear(String detail) implements NodeAnswer {}
}
