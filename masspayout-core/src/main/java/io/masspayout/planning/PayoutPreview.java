package io.masspayout.planning;

import io.masspayout.model.Distribution;
import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import io.masspayout.money.Units;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What executing a distribution now would pay; computed by the planner that the run uses. Amounts in smallest units of the
 * payment token.
 *
 * @param distribution as it is stored; unchanged
 * @param plan the figures; its hash is that of the plan a run would write while nothing changes
 * @param skipped how many holders get nothing, by reason, in the order of {@link SkipReason}
 * @param smallest the smallest payment
 * @param largest the largest
 * @param treasuryBalance what the treasury holds
 * @param reserved what it owes already to other distributions
 */
public record PayoutPreview(
        Distribution distribution,
        Plan plan,
        Map<SkipReason, Long> skipped,
        long smallest,
        long largest,
        long treasuryBalance,
        long reserved) {

    public PayoutPreview {
        Map<SkipReason, Long> inOrder = new EnumMap<>(SkipReason.class);
        inOrder.putAll(skipped);
        skipped = Collections.unmodifiableMap(inOrder);
    }

    /** How much money the treasury lacks for this distribution after everything it owes; 0 when there is enough. */
    public long missing() {
        return Math.max(0, Units.missing(reserved, plan.payable(), treasuryBalance));
    }
}
