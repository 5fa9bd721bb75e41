package io.masspayout.testing;

import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.IdSource;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StatementLine;
import io.masspayout.testing.simulation.SimulatedDatabase;
import io.masspayout.testing.simulation.Turnstile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;

/**
 * A database whose finish counts what is open and ends the distribution afterwards, without the lock that keeps others from opening it
 * again in between.
 */
public final class FinishWithoutLock implements SimulatedDatabase {

    private final InMemoryPaymentStore store;
    private final InstantSource clock;

    public FinishWithoutLock(InstantSource databaseClock, IdSource ids) {
        this.store = new InMemoryPaymentStore(databaseClock, ids);
        this.clock = databaseClock;
    }

    @Override
    public PaymentStore session(String name, Turnstile turnstile) {
        return (PaymentStore) Proxy.newProxyInstance(
                PaymentStore.class.getClassLoader(), new Class<?>[] {PaymentStore.class}, (self, method, arguments) -> {
                    if (method.getName().equals("finish")) {
                        return finish((DistributionId) arguments[0], turnstile);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private DistributionStatus finish(DistributionId id, Turnstile turnstile) {
        DistributionRow row = store.tables().distribution(id);
        if (row.isProcessing() && !row.hasOpenBatches() && !row.isReconciling()) {
            DistributionStatus end = end(row);
            turnstile.pass("finish has counted");
            if (row.isProcessing()) {
                row.become(end, clock.instant());
            }
        }
        return row.status();
    }

    private static DistributionStatus end(DistributionRow row) {
        if (row.isBeingCancelled()) {
            return DistributionStatus.CANCELLED;
        }
        if (row.countHolders(HolderStatus.FAILED) == 0) {
            return DistributionStatus.COMPLETED;
        }
        return row.countHolders(HolderStatus.PAID) > 0
                ? DistributionStatus.PARTIALLY_COMPLETED
                : DistributionStatus.FAILED;
    }

    @Override
    public boolean callsWait() {
        return false;
    }

    @Override
    public boolean isWaiting(String session) {
        return false;
    }

    @Override
    public Object version(List<DistributionId> ids) {
        return new Object();
    }

    @Override
    public Distribution distribution(DistributionId id) {
        return store.distribution(id).orElseThrow();
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
