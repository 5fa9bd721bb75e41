package io.masspayout.jooq;

import static io.masspayout.jooq.PayoutScenario.ACT;
import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.store.CancelResult;
import io.masspayout.store.HoldResult;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One verb has done its work and not committed when another one comes: it must wait, and then see what the first has done. The first
 * runs in a transaction of the test's, so the moment in between lasts as long as the test likes.
 */
class RaceTest {

    private static StoreSchema schema;

    private final JooqPayoutStore store = schema.store();
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final Lease lease = new Lease(UUID.randomUUID(), "worker", Duration.ofHours(1));

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
    void anIntentThatMeetsAHoldIsRefused() throws Exception {
        Distribution distribution = PayoutScenario.started(store, 2);
        Signed signed = PayoutScenario.signed(store, distribution, lease);

        Map<BatchId, IntentResult> answer = whileUncommitted(
                first -> first.setHeld(distribution.id(), true, ACT), () -> store.intend(lease, List.of(signed)));

        assertThat(answer).containsEntry(signed.batchId(), IntentResult.HELD);
    }

    @Test
    void anIntentThatMeetsAPauseOfTheAssetIsRefused() throws Exception {
        Distribution distribution = PayoutScenario.started(store, 2);
        Signed signed = PayoutScenario.signed(store, distribution, lease);

        Map<BatchId, IntentResult> answer = whileUncommitted(
                first -> first.setPaused(distribution.assetId(), true, ACT),
                () -> store.intend(lease, List.of(signed)));

        assertThat(answer).containsEntry(signed.batchId(), IntentResult.ASSET_PAUSED);
    }

    @Test
    void anIntentThatMeetsACancellationIsRefused() throws Exception {
        Distribution distribution = PayoutScenario.started(store, 2);
        Signed signed = PayoutScenario.signed(store, distribution, lease);

        Map<BatchId, IntentResult> answer = whileUncommitted(
                first -> first.cancel(distribution.id(), ACT), () -> store.intend(lease, List.of(signed)));

        assertThat(answer).doesNotContainEntry(signed.batchId(), IntentResult.GRANTED);
    }

    @Test
    void aCancellationThatMeetsAnIntentLeavesItInFlight() throws Exception {
        Distribution distribution = PayoutScenario.started(store, 2);
        Signed signed = PayoutScenario.signed(store, distribution, lease);

        CancelResult result = whileUncommitted(
                first -> first.intend(lease, List.of(signed)), () -> store.cancel(distribution.id(), ACT));

        assertThat(result).isEqualTo(new CancelResult(DistributionStatus.PROCESSING, 0, 1));
    }

    @Test
    void aHoldThatMeetsAnIntentCountsItAsInFlight() throws Exception {
        Distribution distribution = PayoutScenario.started(store, 2);
        Signed signed = PayoutScenario.signed(store, distribution, lease);

        HoldResult result = whileUncommitted(
                first -> first.intend(lease, List.of(signed)), () -> store.setHeld(distribution.id(), true, ACT));

        assertThat(result).isEqualTo(new HoldResult(true, 1));
    }

    @Test
    void twoIntentsOfOneDistributionDoNotWaitForEachOther() throws Exception {
        Distribution distribution = PayoutScenario.started(store, 4);
        Signed one = PayoutScenario.signed(store, distribution, lease);
        Signed two = PayoutScenario.signed(store, distribution, lease);

        try (Connection host = TestDatabase.dataSource().getConnection()) {
            host.setAutoCommit(false);
            assertThat(store.joining(host).intend(lease, List.of(one)))
                    .containsEntry(one.batchId(), IntentResult.GRANTED);
            assertThat(store.intend(lease, List.of(two))).containsEntry(two.batchId(), IntentResult.GRANTED);
            host.rollback();
        }
        assertThat(store.intend(lease, List.of(one)))
                .as("what the host rolls back has never been")
                .containsEntry(one.batchId(), IntentResult.GRANTED);
    }

    private <T> T whileUncommitted(Consumer<PaymentStore> first, Callable<T> second) throws Exception {
        try (Connection host = TestDatabase.dataSource().getConnection()) {
            host.setAutoCommit(false);
            first.accept(store.joining(host));
            Future<T> answer = other.submit(second);
            while (!answer.isDone() && nobodyWaits()) {
                Thread.onSpinWait();
            }
            assertThat(answer).as("waits for the first").isNotDone();
            host.commit();
            return answer.get();
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
