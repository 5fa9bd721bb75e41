package io.masspayout.store;

/**
 * What comparing a page of the ledger's history with the database came to.
 *
 * @param known transactions that the database knows
 * @param unknown transactions of this book that it does not know; the treasury is stopped
 * @param ofOtherBooks transactions of other books that are no neighbours; the treasury is stopped
 * @param neighbours transactions of neighbours, and of books that wrote memos of the first form; ignored
 */
public record TickedOff(long known, long unknown, long ofOtherBooks, long neighbours) {

    public static final TickedOff NOTHING = new TickedOff(0, 0, 0, 0);

    public TickedOff plus(TickedOff other) {
        return new TickedOff(
                known + other.known,
                unknown + other.unknown,
                ofOtherBooks + other.ofOtherBooks,
                neighbours + other.neighbours);
    }
}
