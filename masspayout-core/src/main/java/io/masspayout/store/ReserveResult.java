package io.masspayout.store;

import io.masspayout.model.DistributionStatus;

/** Whether money is reserved for a distribution, and if not, what it waits for. */
public sealed interface ReserveResult {

    /** Reserved, now or before; the distribution is PROCESSING and its batches may be claimed. */
    record Reserved() implements ReserveResult {}

    /**
     * The treasury has too little.
     *
     * @param missing by how much, in smallest units, after everything already reserved
     */
    record Underfunded(long missing) implements ReserveResult {}

    /** Somebody reserved since the obligations were read; read them and the balance again. */
    record Moved() implements ReserveResult {}

    /** The distribution is held, its asset paused, its treasury stopped, or its history is being read back. */
    record Blocked(IntentResult by) implements ReserveResult {}

    /** There is nothing to pay in this status. */
    record NotPayable(DistributionStatus status) implements ReserveResult {}
}
