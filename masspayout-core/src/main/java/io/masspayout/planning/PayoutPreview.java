package io.masspayout.planning;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.model.Distribution;
import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import io.masspayout.money.Units;
import io.masspayout.store.ProbableDuplicate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
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
 * @param unknownAccounts the first of the holders that are skipped because their address is no account, as the register says them; how many
 *     there are is in {@code skipped}
 * @param warnings what it is probably a duplicate of: distributions that pay the same at about the same time under other keys
 */
public record PayoutPreview(
        Distribution distribution,
        Plan plan,
        Map<SkipReason, Long> skipped,
        long smallest,
        long largest,
        long treasuryBalance,
        long reserved,
        long toSend,
        List<HolderBalance> unknownAccounts,
        List<ProbableDuplicate> warnings) {

    /** Enough to see what kind of slip it is; the statement of the paid distribution has all. */
    static final int MAX_UNKNOWN_ACCOUNTS = 20;

    public PayoutPreview {
        Map<SkipReason, Long> inOrder = new EnumMap<>(SkipReason.class);
        inOrder.putAll(skipped);
        skipped = Collections.unmodifiableMap(inOrder);
        unknownAccounts = List.copyOf(unknownAccounts);
        warnings = List.copyOf(warnings);
    }

    /**
     * How much money the treasury lacks for what this distribution has yet to send, after everything it owes to others; 0 when there is
     * enough, and when nothing is to be sent any more.
     */
    public long missing() {
        return toSend == 0 ? 0 : Math.max(0, Units.missing(reserved, toSend, treasuryBalance));
    }
}
