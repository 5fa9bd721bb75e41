package io.masspayout.store;

import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.SnapshotRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Registers that follow the ledger. */
public interface SyncStore {

    /**
     * Takes assets whose register is due, the longest overdue first, and marks them SYNCING. Nobody else gets them before {@code until}:
     * a worker that dies leaves them to the next one then.
     */
    List<Asset> claimSyncs(Instant now, Instant until, int limit);

    /** Of which instant the register is; empty when it is not the ledger's. */
    Optional<SnapshotRef> registerSnapshot(AssetId id);

    /**
     * As {@link AssetStore#replaceRegister}, with the instant of the ledger it is of.
     *
     * @param next when it is due again
     */
    long replaceRegister(AssetId id, StagingId stagingId, long rows, SnapshotRef at, Instant next, Act act);

    /**
     * Changes some lines of the register, in one database transaction: a staged balance replaces the account's, and of zero removes it.
     *
     * @param from of which instant the register has to be
     * @return how many holders the register has now
     * @throws ConflictException when it is of another instant by now, or staged rows were lost; sync again
     */
    long changeRegister(
            AssetId id, StagingId stagingId, long rows, SnapshotRef from, SnapshotRef to, Instant next, Act act);

    /**
     * Marks an asset FAILED with the reason; its register stays as it was. It is due again as {@link io.masspayout.bulkhead.NextTry} says by the
     * failures in a row.
     *
     * @param longest the wait is no longer than this
     * @return when it is due again
     */
    Instant syncFailed(AssetId id, String reason, Duration longest, Act act);
}
