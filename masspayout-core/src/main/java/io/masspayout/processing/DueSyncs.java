package io.masspayout.processing;

import io.masspayout.bulkhead.Bulkhead;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.register.RegisterSync;
import io.masspayout.store.SyncStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings registers up to date whose turn it is; where the gateway cannot read holders, nothing is due. */
public final class DueSyncs implements DuePart {

    /** Registers synced in one call; a large one takes minutes. */
    public static final int MAX_PER_CALL = 10;

    /** A million holders are read from a mirror node well within it; a worker that died leaves its asset to the next one then. */
    static final Duration CLAIMED_FOR = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(DueSyncs.class);

    private final SyncStore store;
    private final Optional<RegisterSync> sync;
    private final Bulkhead bulkhead;

    public DueSyncs(SyncStore store, Optional<RegisterSync> sync, Bulkhead bulkhead) {
        this.store = store;
        this.sync = sync;
        this.bulkhead = bulkhead;
    }

    @Override
    public DueWork run(Instant now, TimeShare share) {
        if (sync.isEmpty()) {
            return DueWork.NOTHING;
        }
        List<AssetId> synced = new ArrayList<>();
        Map<String, String> troubles = new LinkedHashMap<>();
        for (int i = 0;
                i < MAX_PER_CALL && !share.isOver() && !Thread.currentThread().isInterrupted();
                i++) {
            // One at a time: what is claimed and not begun would wait for the claim to run out.
            List<Asset> claimed = store.claimSyncs(now, now.plus(CLAIMED_FOR), 1);
            if (claimed.isEmpty()) {
                break;
            }
            AssetId id = claimed.get(0).id();
            bulkhead.run(() -> {
                        sync.get().bringUpToDate(claimed.get(0));
                        synced.add(id);
                    })
                    .ifPresent(why -> {
                        troubles.put("sync of asset " + id, why.reason());
                        note(id, why);
                    });
        }
        return DueWork.synced(synced, troubles);
    }

    private void note(AssetId id, Bulkhead.Failed why) {
        log.warn("the register of asset {} could not be synced", id, why.cause());
        bulkhead.run(() -> sync.orElseThrow().failed(id, why.reason()))
                .ifPresent(notNoted -> log.warn("asset {}: nor could that be noted", id, notNoted.cause()));
    }
}
