package io.masspayout.testing.simulation;

import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.IdSource;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StatementLine;
import io.masspayout.testing.InMemoryPaymentStore;
import java.time.InstantSource;
import java.util.List;

/** Each call of its sessions is one step: the store in memory knows no interleaving inside a call. */
final class InMemoryDatabase implements SimulatedDatabase {

    private final InMemoryPaymentStore store;

    InMemoryDatabase(InstantSource databaseClock, IdSource ids) {
        this.store = new InMemoryPaymentStore(databaseClock, ids);
    }

    @Override
    public PaymentStore session(String name, Turnstile turnstile) {
        return store;
    }

    @Override
    public boolean callsWait() {
        return false;
    }

    @Override
    public boolean isWaiting(String session) {
        return false;
    }

    /** Looking is as cheap as finding out whether to look. */
    @Override
    public Object version(List<DistributionId> ids) {
        return new Object();
    }

    @Override
    public Distribution distribution(DistributionId id) {
        return store.distribution(id).orElseThrow(() -> new NotFoundException("distribution", id));
    }

    @Override
    public List<StatementLine> statement(DistributionId id) {
        return store.statement(id);
    }

    @Override
    public List<BatchPayout> batches(DistributionId id) {
        return store.batches(id);
    }

    @Override
    public void close() {}
}
