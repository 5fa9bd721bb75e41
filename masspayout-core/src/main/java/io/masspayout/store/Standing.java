package io.masspayout.store;

/**
 * How things stand with one distribution, asked in the words of {@link Obstacle}: one question for each obstacle. An obstacle that
 * is added adds its question here, so that no store compiles before it can answer.
 */
public interface Standing {

    /** Whether the distribution has been started and neither ended nor been cancelled since. */
    boolean isProcessing();

    /** Whether the ledger's history is being read back. */
    boolean isReconciling();

    boolean isHeld();

    boolean isAssetPaused();

    boolean isTreasuryStopped();

    /** Whether the ledger's history of the whole treasury is being read back. */
    boolean isTreasuryReconciling();

    /** Whether the ledger's history is not compared with the database far enough; see {@link FollowedHistory#isBehind}. */
    boolean isHistoryBehind();

    /** Whether the treasury's money is reserved for the distribution. */
    boolean isFunded();
}
