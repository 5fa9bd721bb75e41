package io.masspayout.processing;

import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.register.RegisterSync;
import io.masspayout.store.StoreUnavailableException;
import io.masspayout.store.SyncStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings registers up to date whose turn it is; where the gateway cannot read holders, nothing is due. */
public final class DueSyncs implements DuePart {

    /** Registers synced in one call; a large one takes minutes. */
    public static final int MAX_PER_CALL = 10;

    /** A million holders are read from a mirror node well within it; a worker that died leaves its asset to the next one then. */
    static final Duration CLAIMED_FOR = Duration.ofHours(1);

    private final SyncStore store;
    private final Optional<RegisterSync> sync;

    public DueSyncs(SyncStore store, Optional<RegisterSync> sync) {
        this.store = store;
        this.sync = sync;
    }

    @Override
    public DueWork run(Instant now) {
        if (sync.isEmpty()) {
            return DueWork.NOTHING;
        }
        List<AssetId> synced = new ArrayList<>();
        Map<String, String> troubles = new LinkedHashMap<>();
        for (Asset asset : store.claimSyncs(now, now.plus(CLAIMED_FOR), MAX_PER_CALL)) {
            try {
                sync.get().bringUpToDate(asset);
                synced.add(asset.id());
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                // Already noted on the asset, with the time of the next try.
                troubles.put("sync of asset " + asset.id(), String.valueOf(e.getMessage()));
            }
        }
        return DueWork.synced(synced, troubles);
    }
}
