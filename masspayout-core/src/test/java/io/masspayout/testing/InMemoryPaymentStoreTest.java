package io.masspayout.testing;

import io.masspayout.contract.PaymentStoreContract;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.DistributionId;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StatementLine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

class InMemoryPaymentStoreTest extends PaymentStoreContract {

    private static final InstantSource DATABASE_CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T09:00:01Z"));

    @Override
    protected PaymentStore newStore() {
        return new InMemoryPaymentStore(DATABASE_CLOCK, UUID::randomUUID);
    }

    @Override
    protected List<StatementLine> statement(PaymentStore store, DistributionId id) {
        return inMemory(store).statement(id);
    }

    @Override
    protected List<BatchPayout> batches(PaymentStore store, DistributionId id) {
        return inMemory(store).batches(id);
    }

    @Override
    protected List<PaymentAttempt> attempts(PaymentStore store, DistributionId id) {
        return inMemory(store).attempts(id);
    }

    @Override
    protected List<AuditEvent> audit(PaymentStore store, String subject, String subjectId) {
        return inMemory(store).auditTrail().stream()
                .filter(event -> event.subject().equals(subject))
                .filter(event -> event.subjectId().equals(subjectId))
                .toList();
    }

    private static InMemoryPaymentStore inMemory(PaymentStore store) {
        return (InMemoryPaymentStore) store;
    }
}
