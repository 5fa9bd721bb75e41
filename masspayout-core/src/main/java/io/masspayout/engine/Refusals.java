package io.masspayout.engine;

import io.masspayout.store.IntentResult;

/** What a refused intent tells of the distribution: it is what the distribution waits for. */
final class Refusals {

    private Refusals() {}

    static Waiting waiting(IntentResult refusal) {
        return switch (refusal) {
            case HELD -> Waiting.on(Waiting.Reason.HELD, "resume the distribution to go on");
            case RECONCILING, TREASURY_RECONCILING ->
                Waiting.on(Waiting.Reason.RECONCILING, "reconcile again until it is finished");
            case HISTORY_BEHIND ->
                Waiting.on(
                        Waiting.Reason.LEDGER_HISTORY,
                        "the ledger's history has to be compared with the database first; execute again");
            case ASSET_PAUSED -> Waiting.on(Waiting.Reason.ASSET_PAUSED, "unpause the asset to go on");
            case TREASURY_STOPPED ->
                Waiting.on(Waiting.Reason.TREASURY_STOPPED, "execute again when the treasury's trouble is mended");
            case NOT_FUNDED ->
                Waiting.on(Waiting.Reason.NOT_FUNDED, "execute again: the money is not reserved, or no longer");
            case NOT_PROCESSING, LEASE_LOST, GRANTED ->
                Waiting.on(Waiting.Reason.OTHER_WORKERS, "the distribution has moved on meanwhile");
        };
    }
}
