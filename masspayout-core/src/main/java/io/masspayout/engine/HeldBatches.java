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

    /**
     * How long an answer is waited for beyond a lease, counted from the call of signer or ledger, or from the end of the transaction's validity where
     * that is later: a gateway may poll for the last word.
     */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(HeldBatches.class);

    private final BatchStore store;
    private final Lease lease;
    private final Map<BatchId, Held> held = new LinkedHashMap<>();
    private Instant renewedAt;

    /**
     * A batch in progress.
     *
     * @param askedAt when signer or ledger was called last for it
     */
    private record Held(BatchWork work, Instant askedAt) {}

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

    /** Takes a batch for which signer or ledger is called now; once more for a further call. */
    void put(BatchWork work, Instant now) {
        held.put(work.id(), new Held(work, now));
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

    /**
     * A batch for which no answer comes is left to the run that comes after its lease; a late answer is recorded by its id all the same. The
     * batch may have been taken up long after its validity: so what counts is when this run has asked.
     */
    void leaveTheSilent(Instant now) {
        held.values().removeIf(batch -> {
            BatchWork work = batch.work();
            boolean silent = work.hasId()
                    && now.isAfter(later(work.validUntil(), batch.askedAt())
                            .plus(lease.length())
                            .plus(SILENCE));
            if (silent) {
                log.warn("{}: batch {}: neither signer nor ledger has answered; left to another run", lease, work.id());
            }
            return silent;
        });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
