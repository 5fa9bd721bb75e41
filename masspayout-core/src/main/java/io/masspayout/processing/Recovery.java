package io.masspayout.processing;

import io.masspayout.bulkhead.Bulkhead;
import io.masspayout.store.PaymentStore;
import java.time.Instant;

/**
 * Carries on with distributions that were started: retries that are due, and what crashed workers left behind. The one whose turn was longest ago comes
 * first, so that many that wait for money keep no other one waiting.
 */
public final class Recovery implements DuePart {

    /** Distributions looked at in one call, so that a call stays bounded whatever has piled up. */
    public static final int MAX_PER_CALL = 100;

    private final PaymentStore store;
    private final DistributionWork work;

    public Recovery(PaymentStore store, TimeSharing turns, Bulkhead bulkhead) {
        this.store = store;
        this.work = new DistributionWork(store, turns, bulkhead);
    }

    @Override
    public DueWork run(Instant now, TimeShare share) {
        return work.on(store.due(now, MAX_PER_CALL), now, share);
    }
}
