package io.masspayout;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.model.DistributionId;
import java.util.List;
import java.util.Map;

/**
 * What a call for due work did.
 *
 * @param worked where the distributions stand that were worked on
 * @param failed distributions whose work failed, and why; the others were done all the same, and the next call tries these again
 */
public record DueWork(List<DistributionSummary> worked, Map<DistributionId, String> failed) {

    public DueWork {
        worked = List.copyOf(worked);
        failed = Map.copyOf(failed);
    }
}
