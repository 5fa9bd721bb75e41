package io.masspayout.register;

import io.masspayout.bulkhead.Breakage;
import io.masspayout.ledger.AssetSource;
import io.masspayout.ledger.HolderCursor;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.IdSource;
import io.masspayout.model.SnapshotRef;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.StagingId;
import io.masspayout.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an asset's register the ledger's of one instant, in one swap: all of it, or only what has changed since it was last, where the gateway
 * can tell. Whatever fails is noted on the asset, whose register stays as it was. Safe for use by many threads and processes.
 */
public final class RegisterSync {

    private static final Logger log = LoggerFactory.getLogger(RegisterSync.class);

    private final PayoutStore store;
    private final AssetSource source;
    private final RegisterStaging staging;
    private final IdSource ids;
    private final InstantSource clock;
    private final Duration every;
    private final String worker;

    public RegisterSync(
            PayoutStore store,
            AssetSource source,
            RegisterStaging staging,
            IdSource ids,
            InstantSource clock,
            Duration every,
            String worker) {
        this.store = store;
        this.source = source;
        this.staging = staging;
        this.ids = ids;
        this.clock = clock;
        this.every = every;
        this.worker = worker;
    }

    /** By what has changed where that is known, otherwise as {@link #replace}. What fails is not noted yet: {@link #failed} does that. */
    public long bringUpToDate(Asset asset) {
        noteTokenTreasury(asset);
        SnapshotRef now = source.takeSnapshot(asset.tokenId(), null);
        Optional<SnapshotRef> last = store.registerSnapshot(asset.id());
        Optional<HolderCursor> changes = last.flatMap(since -> source.changes(asset.tokenId(), since, now));
        return changes.isPresent() ? change(asset, last.orElseThrow(), now, changes.get()) : replace(asset, now);
    }

    /** Notes on the asset why a sync failed, and when it is due again. */
    public void failed(AssetId id, String reason) {
        Instant next = store.syncFailed(id, reason, every, act("sync"));
        log.warn("the register of asset {} is read again at {}", id, next);
    }

    /**
     * As a whole; what fails is noted on the asset.
     *
     * @return how many holders the register has
     */
    public long replace(Asset asset) {
        return noted(asset, () -> {
            noteTokenTreasury(asset);
            return replace(asset, source.takeSnapshot(asset.tokenId(), null));
        });
    }

    /** The issuer may have moved what is not issued to another account. */
    private void noteTokenTreasury(Asset asset) {
        source.token(asset.tokenId().value())
                .ifPresent(token -> store.noteTokenTreasury(asset.id(), token.treasury(), act("").at()));
    }

    private long replace(Asset asset, SnapshotRef at) {
        return staged(
                source.holders(asset.tokenId(), at),
                (id, rows) -> store.replaceRegister(asset.id(), id, rows, at, next(), act("sync")));
    }

    private long change(Asset asset, SnapshotRef since, SnapshotRef now, HolderCursor changes) {
        return staged(
                changes,
                (id, rows) -> store.changeRegister(asset.id(), id, rows, since, now, next(), act("sync of changes")));
    }

    private interface Write {
        long staged(StagingId stagingId, long rows);
    }

    private long staged(HolderCursor holders, Write write) {
        StagingId stagingId = new StagingId(ids.next());
        try (LedgerRegister lines = new LedgerRegister(holders)) {
            return write.staged(stagingId, staging.stage(stagingId, lines));
        } finally {
            discard(stagingId);
        }
    }

    // What cannot be discarded now is forgotten after a day; why the sync failed matters more.
    private void discard(StagingId stagingId) {
        try {
            store.discardStaging(stagingId);
        } catch (StoreUnavailableException e) {
            log.warn("staged holders {} are left to be forgotten", stagingId, e);
        }
    }

    private interface Sync {
        long run();
    }

    private long noted(Asset asset, Sync sync) {
        try {
            return sync.run();
        } catch (StoreUnavailableException | ConflictException e) {
            // No word about the ledger: the database is gone, or somebody else has synced meanwhile.
            throw e;
        } catch (Throwable e) {
            Breakage.throwIfOfTheJvm(e);
            failed(asset.id(), Breakage.reason(e));
            throw e;
        }
    }

    private Instant next() {
        return act("").at().plus(every);
    }

    private Act act(String why) {
        return new Act(worker, why, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
