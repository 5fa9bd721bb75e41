package io.masspayout.engine;

import io.masspayout.model.Distribution;
import io.masspayout.store.Progress;
import java.util.Optional;

/**
 * Where a distribution stands after a call.
 *
 * @param distribution as it is stored
 * @param progress counts and amounts, in smallest units of the payment token
 * @param waiting what it waits for; empty when it has ended
 */
public record DistributionSummary(Distribution distribution, Progress progress, Optional<Waiting> waiting) {

    /** Whether it has ended, one way or another; see its status. */
    public boolean isFinished() {
        return waiting.isEmpty();
    }
}
