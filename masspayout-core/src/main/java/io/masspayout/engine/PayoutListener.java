package io.masspayout.engine;

import io.masspayout.model.Distribution;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Settlement;

/**
 * Hears what happens, in the process that does it. Every method is called after the database transaction that it tells of has
 * committed, on the thread that runs the distribution; what a listener throws is logged and changes nothing. A process that dies between
 * commit and call tells nobody: what must not be missed is read from the database.
 */
public interface PayoutListener {

    /** Holders, amounts and batches are fixed. */
    default void planned(Distribution distribution) {}

    /** A ledger id has ended, and its holders with it. */
    default void settled(Distribution distribution, Settlement settlement) {}

    /** Nothing more is paid from a treasury until the cause is mended. */
    default void treasuryStopped(Treasury treasury, TreasuryStop stop) {}

    /** A call of execute is over; see {@link DistributionSummary#isFinished}. */
    default void executed(DistributionSummary summary) {}
}
