package io.masspayout.testing;

import io.masspayout.model.Asset;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.IntentResult;

/** What stands in the way of paying a distribution. */
final class Guards {

    private final Tables tables;

    Guards(Tables tables) {
        this.tables = tables;
    }

    /** {@link IntentResult#GRANTED} when its batches may be claimed and sent. */
    IntentResult maySend(DistributionRow row) {
        if (!row.isProcessing() || row.isBeingCancelled()) {
            return IntentResult.NOT_PROCESSING;
        }
        IntentResult obstacle = mayReserve(row);
        return obstacle == IntentResult.GRANTED && !row.isFunded() ? IntentResult.TREASURY_STOPPED : obstacle;
    }

    /** {@link IntentResult#GRANTED} when money may be reserved for it. */
    IntentResult mayReserve(DistributionRow row) {
        if (row.isHeld()) {
            return IntentResult.HELD;
        }
        if (row.isReconciling()) {
            return IntentResult.RECONCILING;
        }
        if (isPaused(row)) {
            return IntentResult.ASSET_PAUSED;
        }
        return tables.treasury(row.treasury()).stop() != null ? IntentResult.TREASURY_STOPPED : IntentResult.GRANTED;
    }

    /**
     * Whether a worker could get somewhere with its unsent batches, if only by reserving money or by finding that the treasury
     * can pay again.
     */
    boolean isWorthTrying(DistributionRow row) {
        TreasuryStop stop = tables.treasury(row.treasury()).stop();
        return !row.isHeld()
                && !row.isReconciling()
                && !isPaused(row)
                && (stop == null || !stop.failure().code().needsPerson());
    }

    private boolean isPaused(DistributionRow row) {
        Asset asset = tables.asset(row.declared().assetId());
        return asset.paused();
    }
}
