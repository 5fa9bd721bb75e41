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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Copies of the database that live on beside it. Here alone a holder may be paid twice: by what both sides send before they have looked at each
 * other's payments.
 */
final class Clones {

    private final InstantSource clock;
    private final Duration bothWithin;
    private final List<SimulatedDatabase> databases = new ArrayList<>();
    private final Set<LedgerTransactionId> theirs = new HashSet<>();
    private final Map<LedgerTransactionId, Instant> seen = new HashMap<>();
    private final Set<AccountId> forgiven = new HashSet<>();

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
        return forgiven.size();
    }

    /** Something that is not equal to what it was whenever a clone has become another one. */
    Object version(List<DistributionId> ids) {
        return databases.stream().map(each -> each.version(ids)).toList();
    }

    /** Takes note of what only they have sent, and of when the ledger was seen to have executed something. */
    void look(DistributionId id, Collection<BatchPayout> batches, SimulatedNetwork network) {
        if (databases.isEmpty()) {
            return;
        }
        Set<LedgerTransactionId> ours = sent(batches).collect(Collectors.toSet());
        databases.stream()
                .flatMap(clone -> sent(clone.batches(id)))
                .filter(transaction -> !ours.contains(transaction))
                .forEach(theirs::add);
        network.payments(id, payment -> seen.putIfAbsent(payment.transactionId(), clock.instant()));
    }

    private static Stream<LedgerTransactionId> sent(Collection<BatchPayout> batches) {
        return batches.stream().map(BatchPayout::transactionId).filter(Objects::nonNull);
    }

    boolean haveSent(LedgerTransactionId transaction) {
        return theirs.contains(transaction);
    }

    /** Whether a holder may have been paid by both: one is a clone's, and neither side had to know of the other one. */
    boolean mayBothHavePaid(AccountId holder, LedgerTransactionId one, LedgerTransactionId other) {
        Instant first = seen.get(one);
        Instant second = seen.get(other);
        boolean may = (haveSent(one) || haveSent(other))
                && first != null
                && second != null
                && Duration.between(first, second).abs().compareTo(bothWithin) <= 0;
        if (may) {
            forgiven.add(holder);
        }
        return may;
    }
}
