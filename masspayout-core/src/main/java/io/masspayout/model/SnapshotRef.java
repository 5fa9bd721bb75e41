package io.masspayout.model;

import io.masspayout.storable.StorableInstant;
import java.time.Instant;
import java.util.Objects;

/**
 * Names the balances of an asset at one instant, so that whoever reads them later reads the same.
 *
 * @param reference the gateway's own name for it; opaque here
 * @param takenAt the ledger time the balances are of
 * @param exclusive whether one such snapshot pays at most one distribution (a snapshot made on the ledger does; a mere
 *     point in time does not)
 */
public record SnapshotRef(String reference, Instant takenAt, boolean exclusive) {

    public SnapshotRef {
        Objects.requireNonNull(reference, "reference");
        takenAt = StorableInstant.nearest(takenAt);
    }
}
