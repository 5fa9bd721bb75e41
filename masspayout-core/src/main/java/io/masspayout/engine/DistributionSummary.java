package io.masspayout.engine;

import io.masspayout.model.Distribution;
import io.masspayout.store.Progress;
import java.util.Optional;

/**
 * Where a distribution stands after a call.
 *
 * @param distribution as it is stored
 * @param progress counts and amounts, in smallest units of the payment token
 * @param waiting what it waits for; empty when nothing is open
 */
public record DistributionSummary(Distribution distribution, Progress progress, Optional<Waiting> waiting) {

    /** Whether nothing of it is open any more. */
    public boolean isFinished() {
        return waiting.isEmpty();
    }
}
