package io.masspayout.campaign;

import io.masspayout.model.DistributionStatus;
import java.util.List;

/**
 * What has to have become of a distribution that pays nobody itself.
 *
 * @param key the idempotency key
 * @param turns how many of its times have come, whether they were run or left out
 */
record ExpectedTemplate(String key, DistributionStatus status, long turns) {

    static ExpectedTemplate of(RecurringCase one) {
        boolean hasEnd = one.told().end() != null || one.told().count() != null;
        return new ExpectedTemplate(
                one.key(),
                hasEnd ? DistributionStatus.COMPLETED : DistributionStatus.PENDING,
                one.due().size());
    }

    /** Goes on waiting, whatever it has made. */
    static ExpectedTemplate of(AutomaticCase one, List<ExpectedPayout> payouts) {
        long made = payouts.stream()
                .filter(payout -> payout.what().startsWith(ExpectedPayout.AUTOMATIC + one.key() + " "))
                .count();
        return new ExpectedTemplate(one.key(), DistributionStatus.PENDING, made);
    }
}
