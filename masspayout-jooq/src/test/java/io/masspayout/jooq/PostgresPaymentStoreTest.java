package io.masspayout.jooq;

import io.masspayout.contract.PaymentStoreContract;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.DistributionId;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StatementLine;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The store's contract, on PostgreSQL. */
class PostgresPaymentStoreTest extends PaymentStoreContract {

    private static StoreSchema schema;

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    /** Whatever a verb has done to batches, it has been counted. */
    @AfterEach
    void requireTally() {
        Tally.requireExact(schema);
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @Override
    protected PaymentStore newStore() {
        schema.clear();
        return schema.store();
    }

    /** With {@code -Dmasspayout.crashStride=1} every call is a place to crash at, as it always is in memory. */
    @Override
    protected int crashStride() {
        return Integer.getInteger("masspayout.crashStride", 41);
    }

    @Override
    protected List<StatementLine> statement(PaymentStore store, DistributionId id) {
        return schema.rows().statement(id);
    }

    @Override
    protected List<BatchPayout> batches(PaymentStore store, DistributionId id) {
        return schema.rows().batches(id);
    }

    @Override
    protected List<PaymentAttempt> attempts(PaymentStore store, DistributionId id) {
        return schema.rows().attempts(id);
    }

    @Override
    protected List<AuditEvent> audit(PaymentStore store, String subject, String subjectId) {
        return schema.rows().audit(subject, subjectId);
    }
}
