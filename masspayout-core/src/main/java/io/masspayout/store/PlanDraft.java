package io.masspayout.store;

import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import java.util.Map;

/**
 * What a plan comes to.
 *
 * @param plan its figures
 * @param skipped how many holders are skipped, by reason
 * @param smallest the smallest payment, in smallest units; 0 when nobody is paid
 * @param largest the largest
 */
public record PlanDraft(Plan plan, Map<SkipReason, Long> skipped, long smallest, long largest) {

    public PlanDraft {
        skipped = Map.copyOf(skipped);
    }
}
