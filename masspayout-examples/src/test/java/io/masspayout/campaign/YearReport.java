package io.masspayout.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a simulated year did and found.
 *
 * @param figures what people did, in words
 * @param counts what was done to clock and workers
 * @param strikes how often a worker was killed or frozen
 * @param contradictions how often a ledger id ended otherwise than recorded
 */
record YearReport(
        YearPlan plan,
        List<String> figures,
        Map<String, Long> counts,
        int strikes,
        YearAudit audit,
        long contradictions,
        Duration took) {

    boolean isVerified() {
        return audit.violations().isEmpty() && contradictions == 0;
    }

    /** The figures, a line each; the last one begins with VERIFIED or NOT VERIFIED. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + plan.seed() + ", " + plan.from() + " to " + plan.to());
        figures.forEach(figure -> lines.add("  " + figure));
        counts.forEach((what, count) -> lines.add("  " + what + ": " + count));
        audit.payouts()
                .forEach((kind, count) -> lines.add("  payouts " + kind + ", each expected and there once: " + count));
        lines.add("  times left out by RUN_LATEST and SKIP: " + audit.leftOut());
        lines.add("  payments, each due once and found once on the ledger and in the database: " + audit.payments());
        lines.add("  contradictions: " + contradictions);
        audit.violations().forEach(violation -> lines.add("  WRONG " + violation));
        lines.add((isVerified() ? "VERIFIED " : "NOT VERIFIED ") + plan.length().toDays() + " days with " + strikes
                + " kills and freezes in " + took.toSeconds() + " s, seed " + plan.seed());
        return String.join(System.lineSeparator(), lines);
    }
}
