package io.masspayout.report;

import io.masspayout.model.Distribution;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.SkipReason;
import java.util.Map;

/**
 * A distribution summed up holder by holder. Amounts in smallest units of the payment token.
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
        count = Map.copyOf(count);
        due = Map.copyOf(due);
        failures = Map.copyOf(failures);
        skips = Map.copyOf(skips);
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
