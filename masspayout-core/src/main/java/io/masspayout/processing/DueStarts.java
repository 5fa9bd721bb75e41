package io.masspayout.processing;

import io.masspayout.bulkhead.Bulkhead;
import io.masspayout.store.PayoutStore;
import java.time.Instant;

/** Plans and pays distributions whose time has come, in due order. Those that cannot be planned step aside for a while. */
public final class DueStarts implements DuePart {

    /** Distributions started in one call, so that it stays bounded whatever has piled up. */
    public static final int MAX_PER_CALL = 100;

    private final PayoutStore store;
    private final DistributionWork work;

    public DueStarts(PayoutStore store, TimeSharing turns, Bulkhead bulkhead) {
        this.store = store;
        this.work = new DistributionWork(store, turns, bulkhead);
    }

    @Override
    public DueWork run(Instant now, TimeShare share) {
        return work.on(store.dueScheduled(now, MAX_PER_CALL), now, share);
    }
}
