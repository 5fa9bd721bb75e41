package io.masspayout.hedera.local;

/**
 * A token with many holders who have consecutive numbers.
 *
 * @param firstHolder the number of the first
 */
public record Holders(String token, long firstHolder, int count) {

    /** The account of a holder, counted from zero. */
    public String account(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("holder " + index + " of " + count);
        }
        return "0.0." + (firstHolder + index);
    }
}
