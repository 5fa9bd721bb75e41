package io.masspayout.planning;

import io.masspayout.model.Distribution;
import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import io.masspayout.money.Units;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What executing a distribution now would pay; computed by the planner that the run uses. A distribution that is planned shows the plan
 * that is written. Amounts in smallest units of the payment token.
 *
 * @param distribution as it is stored; unchanged
 * @param plan the figures; its hash is that of the plan a run would write while nothing changes
 * @param skipped how many holders get nothing, by reason, in the order of {@link SkipReason}
 * @param smallest the smallest payment
 * @param largest the largest
 * @param treasuryBalance what the treasury holds
 * @param reserved what it owes already to other distributions
 * @param toSend what this distribution has yet to send: all of a plan that is not written yet, and of a written one what is neither paid
 *     nor in flight, nor ended in another way
 */
public record PayoutPreview(
        Distribution distribution,
        Plan plan,
        Map<SkipReason, Long> skipped,
        long smallest,
        long largest,
        long treasuryBalance,
        long reserved,
        long toSend) {

    public PayoutPreview {
        Map<SkipReason, Long> inOrder = new EnumMap<>(SkipReason.class);
        inOrder.putAll(skipped);
        skipped = Collections.unmodifiableMap(inOrder);
    }

    /**
     * How much money the treasury lacks for what this distribution has yet to send, after everything it owes to others; 0 when there is
     * enough, and when nothing is to be sent any more.
     */
    public long missing() {
        return toSend == 0 ? 0 : Math.max(0, Units.missing(reserved, toSend, treasuryBalance));
    }
}
