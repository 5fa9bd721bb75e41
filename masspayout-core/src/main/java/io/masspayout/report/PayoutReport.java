package io.masspayout.report;

import io.masspayout.model.Distribution;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.SkipReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A distribution summed up holder by holder. Amounts in smallest units of the payment token; maps in the order of their enums.
 *
 * @param holders all rows, skipped ones included
 * @param count holders by status
 * @param due what the plan gave them, by status
 * @param paid what the ledger moved
 * @param retained what stayed with the treasury by plan
 * @param failures FAILED holders by code
 * @param skips SKIPPED holders by reason
 */
public record PayoutReport(
        Distribution distribution,
        long holders,
        Map<HolderStatus, Long> count,
        Map<HolderStatus, Long> due,
        long paid,
        long retained,
        Map<FailureCode, Long> failures,
        Map<SkipReason, Long> skips) {

    public PayoutReport {
        count = inOrder(HolderStatus.class, count);
        due = inOrder(HolderStatus.class, due);
        failures = inOrder(FailureCode.class, failures);
        skips = inOrder(SkipReason.class, skips);
    }

    private static <K extends Enum<K>> Map<K, Long> inOrder(Class<K> keys, Map<K, Long> values) {
        Map<K, Long> copy = new EnumMap<>(keys);
        copy.putAll(values);
        return Collections.unmodifiableMap(copy);
    }

    /** How many holders are in a status. */
    public long count(HolderStatus status) {
        return count.getOrDefault(status, 0L);
    }

    /** What holders in a status are due. */
    public long due(HolderStatus status) {
        return due.getOrDefault(status, 0L);
    }
}
