package io.masspayout;

import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.report.PayoutReport;
import io.masspayout.report.StatementCsv;
import io.masspayout.report.StatementSums;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.StatementLine;
import java.util.function.Consumer;

/** Statements and summaries, streamed in constant memory. Safe for use by many threads. */
public final class Reports {

    private final PayoutStore store;

    Reports(PayoutStore store) {
        this.store = store;
    }

    /**
     * Gives every holder of a distribution to a consumer, by account id, from one snapshot of the database.
     *
     * @return how many there were
     */
    public long statement(DistributionId id, Consumer<StatementLine> lines) {
        find(id);
        return store.statement(id, lines);
    }

    /**
     * Writes the statement of a distribution as CSV, see {@link StatementCsv}. Flushes and does not close the writer.
     *
     * @return the report on what was written, its sums checked
     * @throws java.io.UncheckedIOException when the writer fails
     * @throws io.masspayout.store.UnbalancedBooksException when the sums do not hold
     */
    public PayoutReport statementCsv(DistributionId id, Appendable out) {
        Distribution distribution = find(id);
        StatementCsv csv = new StatementCsv(out, distribution.currency());
        StatementSums sums = new StatementSums();
        csv.header();
        store.statement(id, sums.andThen(csv));
        return sums.report(distribution);
    }

    /**
     * Sums a distribution up, holder by holder, and checks the sums against the plan.
     *
     * @throws io.masspayout.store.UnbalancedBooksException when the sums do not hold
     */
    public PayoutReport summary(DistributionId id) {
        Distribution distribution = find(id);
        StatementSums sums = new StatementSums();
        store.statement(id, sums);
        return sums.report(distribution);
    }

    private Distribution find(DistributionId id) {
        return store.distribution(id).orElseThrow(() -> new NotFoundException("distribution", id));
    }
}
