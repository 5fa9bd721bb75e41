package io.masspayout.testing;

import io.masspayout.model.Asset;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Obstacle;
import io.masspayout.store.Probing;
import io.masspayout.store.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What stands in the way of paying a distribution. */
final class Guards {

    private final Tables tables;
    private final Function<Treasury, FollowedHistory> followed;

    Guards(Tables tables, Function<Treasury, FollowedHistory> followed) {
        this.tables = tables;
        this.followed = followed;
    }

    /** The obstacle that a step would meet first. */
    Optional<Obstacle> obstacle(DistributionRow row, Obstacle.Step step) {
        return Obstacle.first(step, new Rows(row, tables, followed));
    }

    /** All obstacles that stand. */
    Set<Obstacle> standing(DistributionRow row) {
        return Obstacle.standing(new Rows(row, tables, followed));
    }

    /** {@link IntentResult#GRANTED} when its batches may be claimed and sent. */
    IntentResult maySend(DistributionRow row) {
        return obstacle(row, Obstacle.Step.SEND).map(Obstacle::refusal).orElse(IntentResult.GRANTED);
    }

    /** The same for bytes that were sent before: a try of a stopped treasury is for a batch that was not. */
    IntentResult maySendAgain(DistributionRow row) {
        IntentResult first = maySend(row);
        return first.isGranted() && tables.treasury(row.treasury()).stop() != null
                ? IntentResult.TREASURY_STOPPED
                : first;
    }

    /**
     * Whether a worker could get somewhere with its unsent batches, if only by reserving money or by finding that the treasury
     * can pay again.
     */
    boolean isWorthTrying(DistributionRow row, Instant now) {
        TreasuryRow treasury = tables.treasury(row.treasury());
        TreasuryStop stop = treasury.stop();
        Probing probing = treasury.probing();
        return obstacle(row, Obstacle.Step.PLAN).isEmpty()
                && (stop == null || !stop.failure().code().needsPerson())
                && (probing == null || probing.isWorthTrying(now));
    }

    /** A distribution, and the rows that it depends on. */
    private record Rows(DistributionRow row, Tables tables, Function<Treasury, FollowedHistory> followed)
            implements Standing {

        @Override
        public boolean isProcessing() {
            return row.isProcessing() && !row.isBeingCancelled();
        }

        @Override
        public boolean isReconciling() {
            return row.isReconciling();
        }

        @Override
        public boolean isHeld() {
            return row.isHeld();
        }

        @Override
        public boolean isAssetPaused() {
            Asset asset = tables.asset(row.declared().assetId());
            return asset.paused();
        }

        @Override
        public boolean isTreasuryStopped() {
            return tables.treasury(row.treasury()).isStopped();
        }

        @Override
        public boolean isTreasuryReconciling() {
            return followed.apply(row.treasury()).isReconciling();
        }

        @Override
        public boolean isHistoryBehind() {
            return followed.apply(row.treasury()).isBehind();
        }

        @Override
        public boolean isFunded() {
            return row.isFunded();
        }
    }
}
