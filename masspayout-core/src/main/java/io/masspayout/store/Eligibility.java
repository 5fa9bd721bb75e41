package io.masspayout.store;

import io.masspayout.model.SkipReason;
import java.math.BigInteger;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Who takes part in a split, before any amount is known.
 *
 * @param listed all rows of the source
 * @param skipped how many are left out, by reason, each row once, reasons in the order of {@link SkipReason}
 * @param eligible how many take part
 * @param balance what they hold together, in the asset's smallest units: the divisor of a proportional split
 */
public record Eligibility(long listed, Map<SkipReason, Long> skipped, long eligible, BigInteger balance) {

    public Eligibility {
        Map<SkipReason, Long> inOrder = new EnumMap<>(SkipReason.class);
        inOrder.putAll(skipped);
        skipped = Collections.unmodifiableMap(inOrder);
        long left = skipped.values().stream().mapToLong(Long::longValue).sum();
        if (left + eligible != listed) {
            throw new UnbalancedBooksException(
                    "of " + listed + " listed holders " + eligible + " are eligible and " + left + " skipped");
        }
    }
}
