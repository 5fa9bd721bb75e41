package io.masspayout.testing;

import java.math.BigInteger;
import java.util.List;

/**
 * What an audit found. Units are smallest units of the payment token.
 *
 * @param violations what is wrong, in words, the first {@link #MAX_LISTED} of it
 * @param violationCount how much is wrong altogether
 * @param holders rows of the database
 * @param paid of these PAID
 * @param failed of these FAILED
 * @param skipped of these SKIPPED
 * @param cancelled of these CANCELLED
 * @param waiting of these PENDING
 * @param unrecorded of the waiting ones, whom the ledger has paid and the database does not say so yet
 * @param transactions ledger transactions that moved money
 * @param units what they moved
 */
public record AuditReport(
        List<String> violations,
        long violationCount,
        long holders,
        long paid,
        long failed,
        long skipped,
        long cancelled,
        long waiting,
        long unrecorded,
        int transactions,
        BigInteger units) {

    /** Whoever has so many violations does not read on. */
    public static final int MAX_LISTED = 100;

    public AuditReport {
        violations = List.copyOf(violations);
    }

    /** Whether nothing is wrong. */
    public boolean isClean() {
        return violationCount == 0;
    }

    /**
     * Returns this report if nothing is wrong.
     *
     * @throws AssertionError with every violation listed, otherwise
     */
    public AuditReport requireClean() {
        if (!isClean()) {
            throw new AssertionError(toString());
        }
        return this;
    }

    /** The figures in one line, and a line for each violation. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(holders + " holders: " + paid + " paid, " + failed + " failed, " + skipped + " skipped, ")
                .append(cancelled + " cancelled, " + waiting + " waiting (" + unrecorded + " of them paid already); ")
                .append(units + " units in " + transactions + " transactions; ")
                .append(isClean() ? "nothing wrong" : violationCount + " violations");
        violations.forEach(
                violation -> text.append(System.lineSeparator()).append("  ").append(violation));
        return text.toString();
    }
}
