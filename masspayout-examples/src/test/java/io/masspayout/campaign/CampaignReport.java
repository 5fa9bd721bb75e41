package io.masspayout.campaign;

import io.masspayout.model.DistributionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a campaign did and found.
 *
 * @param counts what was done to everybody
 * @param byStatus how the distributions ended
 * @param paid payments of the ledger, each found in the database
 * @param messages how many between workers and ledger suffered
 * @param contradictions how often a ledger id ended otherwise than recorded; after a restore some do, as the database has forgotten what
 *     it knew of them
 * @param restores how often the database has forgotten
 * @param violations what does not agree
 */
record CampaignReport(
        long seed,
        int strikes,
        Map<String, Long> counts,
        Map<DistributionStatus, Integer> byStatus,
        long holders,
        long paid,
        long transactions,
        long messages,
        long contradictions,
        int restores,
        List<String> violations,
        Duration took) {

    private static final int MAX_SHOWN = 50;

    boolean isVerified() {
        return violations.isEmpty() && (contradictions == 0 || restores > 0);
    }

    int distributions() {
        return byStatus.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The figures, a line each; the last one begins with VERIFIED or NOT VERIFIED. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + seed);
        counts.forEach((what, count) -> lines.add("  " + what + ": " + count));
        lines.add("  messages between workers and ledger that suffered: " + messages);
        byStatus.forEach((status, count) -> lines.add("  distributions " + status + ": " + count));
        lines.add("  holders in planned distributions: " + holders);
        lines.add("  payments, each found on the ledger and in the database: " + paid + " in " + transactions
                + " transactions");
        lines.add("  contradictions: " + contradictions);
        violations.stream().limit(MAX_SHOWN).forEach(violation -> lines.add("  WRONG " + violation));
        lines.add((isVerified() ? "VERIFIED " : "NOT VERIFIED ") + strikes + " kills and freezes and " + restores
                + " restores and clones over "
                + distributions() + " distributions in " + took.toSeconds() + " s, seed " + seed);
        return String.join(System.lineSeparator(), lines);
    }
}
