package io.masspayout.store;

/**
 * What reading ledger history back into the database came to.
 *
 * @param known entries the database had recorded in the same way
 * @param adopted entries it had forgotten and has again
 * @param contradictions entries that cannot be brought together with it; audited, and the treasury is stopped
 */
public record ReconcileCounts(int known, int adopted, int contradictions) {

    public static final ReconcileCounts NONE = new ReconcileCounts(0, 0, 0);

    public ReconcileCounts plus(ReconcileCounts other) {
        return new ReconcileCounts(known + other.known, adopted + other.adopted, contradictions + other.contradictions);
    }
}
