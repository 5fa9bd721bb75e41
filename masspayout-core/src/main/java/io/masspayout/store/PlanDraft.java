package io.masspayout.store;

import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a plan comes to.
 *
 * @param plan its figures
 * @param skipped how many holders are skipped, by reason, in the order of {@link SkipReason}
 * @param smallest the smallest payment, in smallest units; 0 when nobody is paid
 * @param largest the largest
 */
public record PlanDraft(Plan plan, Map<SkipReason, Long> skipped, long smallest, long largest) {

    public PlanDraft {
        Map<SkipReason, Long> inOrder = new EnumMap<>(SkipReason.class);
        inOrder.putAll(skipped);
        skipped = Collections.unmodifiableMap(inOrder);
    }

    /** For a distribution that will never be planned. */
    public static PlanDraft ofNobody(Instant now) {
        return new PlanDraft(new Plan(0, 0, 0, 0, 0, 0, "0", now), Map.of(), 0, 0);
    }
}
