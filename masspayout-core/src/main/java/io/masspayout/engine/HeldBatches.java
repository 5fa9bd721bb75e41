package io.masspayout.engine;

import io.masspayout.model.BatchId;
import io.masspayout.store.BatchStore;
import io.masspayout.store.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The batches a run has in progress, and the lease it holds them under. Belongs to one run; not thread-safe. */
final class HeldBatches {

    /** A live worker renews its leases this often within one lease. */
    private static final int RENEWALS_PER_LEASE = 3;

    /** How long after the end of validity and lease an answer is still waited for: a gateway may poll for the last word. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(HeldBatches.class);

    private final BatchStore store;
    private final Lease lease;
    private final Map<BatchId, BatchWork> held = new LinkedHashMap<>();
    private Instant renewedAt;

    HeldBatches(BatchStore store, Lease lease, Instant now) {
        this.store = store;
        this.lease = lease;
        this.renewedAt = now;
    }

    int size() {
        return held.size();
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    boolean holds(BatchId id) {
        return held.containsKey(id);
    }

    void put(BatchWork work) {
        held.put(work.id(), work);
    }

    void remove(BatchId id) {
        held.remove(id);
    }

    /** Renews what is held, when it is time. */
    void renew(Instant now) {
        if (!held.isEmpty() && Duration.between(renewedAt, now).compareTo(untilRenewal()) >= 0) {
            store.renew(lease, held.keySet());
            renewedAt = now;
        }
    }

    Duration untilRenewal() {
        return lease.length().dividedBy(RENEWALS_PER_LEASE);
    }

    /** A batch that nobody answers for is left to whoever comes after its lease; a late answer is recorded by its id all the same. */
    void leaveTheSilent(Instant now) {
        held.values().removeIf(work -> {
            boolean silent = work.hasId()
                    && now.isAfter(work.validUntil().plus(lease.length()).plus(SILENCE));
            if (silent) {
                log.warn("{}: batch {}: neither signer nor ledger has answered; left to another run", lease, work.id());
            }
            return silent;
        });
    }
}
