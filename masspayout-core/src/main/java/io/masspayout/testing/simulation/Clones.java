package io.masspayout.testing.simulation;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.HistoryStore;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Copies of the database that live on beside it. Here alone a holder may be paid twice: by what both sides send before they have looked at each
 * other's payments.
 */
final class Clones {

    private final InstantSource clock;
    private final Duration bothWithin;
    private final List<SimulatedDatabase> databases = new ArrayList<>();
    private final Set<LedgerTransactionId> sent = new HashSet<>();
    private final Set<LedgerTransactionId> theirs = new HashSet<>();
    private final Map<LedgerTransactionId, Instant> seen = new HashMap<>();
    private final Set<AccountId> paidByBoth = new HashSet<>();

    /**
     * None so far.
     *
     * @param validity of transactions: what was sent before a look may take effect so much later
     * @param skew by which the clocks of databases, hosts and ledger differ at most
     */
    Clones(InstantSource clock, Duration validity, Duration skew) {
        this.clock = clock;
        this.bothWithin = HistoryStore.MAX_AGE.plus(validity).plus(skew);
    }

    void add(SimulatedDatabase clone) {
        databases.add(clone);
    }

    boolean isEmpty() {
        return databases.isEmpty();
    }

    int count() {
        return databases.size();
    }

    /** How many holders were paid by both. */
    int paidByBoth() {
        return paidByBoth.size();
    }

    /** Something that is not equal to what it was whenever a clone has become another one. */
    Object version(List<DistributionId> ids) {
        return databases.stream().map(each -> each.version(ids)).toList();
    }

    /** Takes note of what they have sent, and of when the ledger was seen to have executed something. */
    void look(DistributionId id, Collection<BatchPayout> ours, SimulatedNetwork network) {
        for (SimulatedDatabase clone : databases) {
            PromiseWatch.intents(clone.batches(id), List.of()).stream()
                    .filter(sent::add)
                    .filter(intent -> ours.stream().noneMatch(batch -> intent.equals(batch.transactionId())))
                    .forEach(theirs::add);
        }
        if (!databases.isEmpty()) {
            network.payments(id, payment -> seen.putIfAbsent(payment.transactionId(), clock.instant()));
        }
    }

    /** Whether one of them has sent it, be it under an id that was allocated before the copy was made and so belongs to both. */
    boolean haveSent(LedgerTransactionId transaction) {
        return sent.contains(transaction);
    }

    /** Whether a holder may have been paid by both: one transaction is a clone's alone, and neither side had to know of the other one. */
    boolean mayBothHavePaid(AccountId holder, LedgerTransactionId one, LedgerTransactionId other) {
        Instant first = seen.get(one);
        Instant second = seen.get(other);
        boolean may = (theirs.contains(one) || theirs.contains(other))
                && first != null
                && second != null
                && Duration.between(first, second).abs().compareTo(bothWithin) <= 0;
        if (may) {
            paidByBoth.add(holder);
        }
        return may;
    }
}
