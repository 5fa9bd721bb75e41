package io.masspayout.hedera.holders;

import io.masspayout.hedera.mirror.ConsensusTimestamp;
import io.masspayout.model.SnapshotRef;
import java.time.Instant;

/**
 * The consensus time at which balances count, as the reference of a snapshot: native tokens have no snapshots on the ledger, but any
 * time names the same balances for ever.
 *
 * @param at consensus time; not before 1970
 */
public record RecordDate(Instant at) {

    public RecordDate {
        at = new ConsensusTimestamp(at).instant();
    }

    /**
     * The record date that a snapshot's reference names.
     *
     * @throws IllegalArgumentException when it is not one of {@link #reference}
     */
    public static RecordDate of(SnapshotRef snapshot) {
        return parse(snapshot.reference());
    }

    /**
     * The record date that a text such as {@code 1700000000.000000001} names.
     *
     * @throws IllegalArgumentException when it is not one of {@link #reference}
     */
    public static RecordDate parse(String reference) {
        return new RecordDate(ConsensusTimestamp.parse(reference).instant());
    }

    /** Seconds, a dot, nine digits of nanoseconds. */
    public String reference() {
        return ConsensusTimestamp.text(at);
    }

    /** The snapshot of this time. Any number of distributions may use it. */
    public SnapshotRef snapshot() {
        return new SnapshotRef(reference(), at, false);
    }

    @Override
    public String toString() {
        return reference();
    }
}
