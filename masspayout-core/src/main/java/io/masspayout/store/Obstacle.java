package io.masspayout.store;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may stand between a distribution and its payments. The order of the constants is the one order in which every store, and the
 * engine, looks for them: where several obstacles stand at once, all of them name the same one.
 *
 * <p>First comes what ends a distribution, then what only its ledger can clear, then what a person has put there, then what a
 * worker can clear by itself.
 */
public enum Obstacle {

    /** The distribution has not been started, has ended, or is being cancelled. */
    NOT_PROCESSING(IntentResult.NOT_PROCESSING, Step.SEND),

    /** The ledger's history is being read back. */
    RECONCILING(IntentResult.RECONCILING, Step.PLAN),

    /**
     * The ledger's history of the whole treasury is being read back, after a restore or a failover. A distribution is planned all the same,
     * as far as the store goes: the worker that executes it follows the history.
     */
    TREASURY_RECONCILING(IntentResult.TREASURY_RECONCILING, Step.RESERVE),

    /** A person holds the distribution. */
    HELD(IntentResult.HELD, Step.PLAN),

    /** A person has paused the asset. */
    ASSET_PAUSED(IntentResult.ASSET_PAUSED, Step.PLAN),

    /** The treasury is stopped. A distribution is planned all the same: the look at the treasury that follows may lift the stop. */
    TREASURY_STOPPED(IntentResult.TREASURY_STOPPED, Step.RESERVE),

    /** The money is not reserved, or no longer: executing the distribution reserves it. */
    NOT_FUNDED(IntentResult.NOT_FUNDED, Step.SEND),

    /** The ledger's history is not compared with the database far enough: the worker that executes the distribution compares it. */
    HISTORY_BEHIND(IntentResult.HISTORY_BEHIND, Step.SEND);

    /** What is to be done with a distribution, in the order of its life: what forbids a step forbids all later ones. */
    public enum Step {
        /** Its holders and amounts are computed and written. */
        PLAN,
        /** The treasury's money is reserved for it. */
        RESERVE,
        /** Its batches are claimed and sent. */
        SEND
    }

    private final IntentResult refusal;
    private final Step first;

    Obstacle(IntentResult refusal, Step first) {
        this.refusal = refusal;
        this.first = first;
    }

    /** What an intent is answered that meets this obstacle. */
    public IntentResult refusal() {
        return refusal;
    }

    private boolean standsIn(Standing standing) {
        return switch (this) {
            case NOT_PROCESSING -> !standing.isProcessing();
            case RECONCILING -> standing.isReconciling();
            case TREASURY_RECONCILING -> standing.isTreasuryReconciling();
            case HELD -> standing.isHeld();
            case ASSET_PAUSED -> standing.isAssetPaused();
            case TREASURY_STOPPED -> standing.isTreasuryStopped();
            case HISTORY_BEHIND -> standing.isHistoryBehind();
            case NOT_FUNDED -> !standing.isFunded();
        };
    }

    /** The obstacles that forbid a step, in the order in which they are looked for. */
    public static List<Obstacle> against(Step step) {
        return Arrays.stream(values())
                .filter(obstacle -> obstacle.first.compareTo(step) <= 0)
                .toList();
    }

    /** All obstacles that stand, in the order in which they are looked for. */
    public static Set<Obstacle> standing(Standing standing) {
        return Arrays.stream(values())
                .filter(obstacle -> obstacle.standsIn(standing))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Obstacle.class)));
    }

    /** The obstacle that a step meets first, if it meets any. */
    public static Optional<Obstacle> first(Step step, Standing standing) {
        return against(step).stream()
                .filter(obstacle -> obstacle.standsIn(standing))
                .findFirst();
    }
}
