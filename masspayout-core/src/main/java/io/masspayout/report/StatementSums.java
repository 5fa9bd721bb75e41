package io.masspayout.report;

import io.masspayout.model.Distribution;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import io.masspayout.store.StatementLine;
import io.masspayout.store.UnbalancedBooksException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Adds up a statement as it streams by. Not thread-safe. */
public final class StatementSums implements Consumer<StatementLine> {

    private final Map<HolderStatus, Long> count = new EnumMap<>(HolderStatus.class);
    private final Map<HolderStatus, Long> due = new EnumMap<>(HolderStatus.class);
    private final Map<FailureCode, Long> failures = new EnumMap<>(FailureCode.class);
    private final Map<SkipReason, Long> skips = new EnumMap<>(SkipReason.class);
    private long holders;
    private long paid;

    @Override
    public void accept(StatementLine line) {
        holders++;
        count.merge(line.status(), 1L, Math::addExact);
        due.merge(line.status(), line.due(), Math::addExact);
        paid = Math.addExact(paid, line.paid());
        Failure failure = line.failure();
        if (failure != null) {
            failures.merge(failure.code(), 1L, Math::addExact);
        }
        SkipReason skipReason = line.skipReason();
        if (skipReason != null) {
            skips.merge(skipReason, 1L, Math::addExact);
        }
    }

    /**
     * The report on everything accepted so far.
     *
     * @throws UnbalancedBooksException when the sums contradict the plan: the books were balanced when it was made, and are checked
     *     again here, where they are read
     */
    public PayoutReport report(Distribution distribution) {
        Plan plan = distribution.plan();
        long retained = 0;
        if (plan != null) {
            long allDue = due.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
            check(distribution, "the sum of what is due", allDue, plan.payable());
            check(distribution, "the number of holders", holders, plan.payableHolders() + plan.skippedHolders());
            check(
                    distribution,
                    "the skipped holders",
                    count.getOrDefault(HolderStatus.SKIPPED, 0L),
                    plan.skippedHolders());
            check(distribution, "what was paid", paid, due.getOrDefault(HolderStatus.PAID, 0L));
            retained = plan.retained();
        }
        return new PayoutReport(distribution, holders, count, due, paid, retained, failures, skips);
    }

    private static void check(Distribution distribution, String what, long is, long expected) {
        if (is != expected) {
            throw new UnbalancedBooksException(
                    "distribution " + distribution.id() + ": " + what + " is " + is + " but should be " + expected);
        }
    }
}
