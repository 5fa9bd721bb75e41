package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.ledger.Signed;
import io.masspayout.model.Distribution;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two sessions that each write what would be allowed alone: the second waits for the first, sees what it did, and is refused. */
class RefusalRaceTest {

    private static StoreSchema schema;

    private final JooqPayoutStore store = schema.store();
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final Lease lease = new Lease(UUID.randomUUID(), "worker", Duration.ofHours(1));
    private final String in = schema.name() + ".";

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    @Test
    void aHolderIsNotFailedByHandWhileItsBatchGetsItsId() throws Exception {
        Distribution distribution = PayoutScenario.started(store, 2);

        whileUncommitted(
                host -> PayoutScenario.signed(store.joining(host), distribution, lease),
                "UPDATE " + in + "holder SET status = 'FAILED', failure_code = 'BY_HAND' WHERE status = 'PENDING'"
                        + " AND distribution_id = '" + distribution.id() + "'",
                "it would be in two batches that may pay, or in none");
    }

    @Test
    void nobodyJoinsABatchThatIsBeingCancelled() throws Exception {
        Distribution distribution = PayoutScenario.started(store, 2);
        UUID batch = schema.db()
                .selectFrom(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(distribution.id().value()))
                .fetchSingle(BATCH_PAYOUT.ID);
        String failed =
                "UPDATE " + in + "holder SET status = 'FAILED', failure_code = 'BY_HAND' WHERE account_id = 'account 1'"
                        + " AND distribution_id = '" + distribution.id() + "'";
        TestDatabase.execute(failed);

        whileUncommitted(
                host -> store.joining(host).cancel(distribution.id(), PayoutScenario.ACT),
                "UPDATE " + in + "holder SET status = 'PENDING', failure_code = NULL, batch_id = '" + batch
                        + "' WHERE status = 'FAILED' AND distribution_id = '" + distribution.id() + "'",
                "it would be in two batches that may pay, or in none");
    }

    @Test
    void nobodyJoinsAPlanThatIsBeingWritten() throws Exception {
        Distribution distribution = PayoutScenario.declared(store, 2);

        whileUncommitted(
                host -> {
                    var register = new PlanSource.Register();
                    PaymentStore joined = store.joining(host);
                    joined.commitPlan(
                            distribution.id(),
                            register,
                            new PlanOrder(1_000_000, joined.eligibility(distribution.id(), register), 2),
                            PayoutScenario.ACT);
                },
                "INSERT INTO " + in + "holder (id, asset_id, distribution_id, account_id, account_as_given, balance,"
                        + " payment_amount, paid, status, skip_reason) SELECT gen_random_uuid(), asset_id, id, 'late', 'late',"
                        + " 1, 0, FALSE, 'SKIPPED', 'EXCLUDED' FROM " + in + "distribution WHERE id = '"
                        + distribution.id() + "'",
                "is planned, and nobody joins it");
    }

    @Test
    void twoDoNotPayTheSameShareOfABatch() throws Exception {
        Distribution distribution = PayoutScenario.started(store, 2);
        Signed signed = PayoutScenario.signed(store, distribution, lease);
        store.intend(lease, List.of(signed));
        String pay = "UPDATE " + in
                + "holder SET status = 'PAID', paid = TRUE, paid_amount = payment_amount, paid_at = NOW(),"
                + " settled_by_transaction_id = '" + signed.transactionId() + "', failure_code = NULL"
                + " WHERE distribution_id = '" + distribution.id() + "' AND account_id = '%s'";
        // As if one of the two, who are due the same here, had been paid and the other had failed.
        schema.withoutTriggers(
                "UPDATE " + in + "holder SET payment_amount = 1 WHERE distribution_id = '" + distribution.id() + "'",
                "UPDATE " + in + "holder SET status = 'FAILED', failure_code = 'X' WHERE distribution_id = '"
                        + distribution.id() + "'",
                "UPDATE " + in
                        + "batch_payout SET status = 'COMPLETED', ending = 'TOOK_EFFECT', successful_payments = 1,"
                        + " paid_amount = 1, failed_payments = 1, failed_amount = amount - 1 WHERE id = '"
                        + signed.batchId() + "'");

        whileUncommitted(
                host -> host.createStatement().execute(pay.formatted("account 1")),
                pay.formatted("account 2"),
                "it is PAID by a batch that paid it");
    }

    private interface Work {
        void with(Connection host) throws Exception;
    }

    private void whileUncommitted(Work first, String second, String refusal) throws Exception {
        try (Connection host = TestDatabase.dataSource().getConnection()) {
            host.setAutoCommit(false);
            first.with(host);
            Future<?> answer = other.submit(() -> TestDatabase.execute(second));
            while (!answer.isDone() && nobodyWaits()) {
                Thread.onSpinWait();
            }
            assertThat(answer).as("waits for the first").isNotDone();
            host.commit();
            assertThatThrownBy(answer::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining(refusal);
        }
    }

    /** Whether no session waits for a lock that another one holds. */
    private static boolean nobodyWaits() {
        return schema.db()
                        .fetchCount(DSL.selectOne()
                                .from("pg_stat_activity")
                                .where("wait_event_type = 'Lock' AND datname = current_database()"))
                == 0;
    }
}
