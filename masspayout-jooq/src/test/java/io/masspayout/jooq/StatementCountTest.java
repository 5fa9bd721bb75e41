package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.Signed;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.Act;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements of a verb, and their text, are the same for one batch and for fifty. */
class StatementCountTest {

    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final Act ACT = new Act("test", "", NOW);
    private static final int HOLDERS_PER_BATCH = 2;

    private static StoreSchema schema;

    private final List<String> statements = new ArrayList<>();
    private final JooqPayoutStore store = schema.store(new DefaultExecuteListenerProvider(new ExecuteListener() {
        private static final long serialVersionUID = 1L;

        @Override
        public void executeStart(ExecuteContext execution) {
            statements.add(execution.sql());
        }
    }));

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @Test
    void noVerbOfThePaymentPathHasAStatementPerBatchOrHolder() {
        Map<String, List<String>> one = payAll(1);
        Map<String, List<String>> fifty = payAll(50);

        assertThat(one).containsOnlyKeys("plan", "claim", "allocate", "intend", "settle", "progress", "finish");
        assertThat(one).allSatisfy((verb, sql) -> assertThat(sql).as(verb).isNotEmpty());
        assertThat(fifty).isEqualTo(one);
    }

    /** Runs a distribution of so many batches to its end, and returns the statements of each verb. */
    private Map<String, List<String>> payAll(int batches) {
        Map<String, List<String>> seen = new LinkedHashMap<>();
        Distribution distribution = PayoutScenario.declared(store, batches * HOLDERS_PER_BATCH);
        DistributionId id = distribution.id();
        PlanSource register = new PlanSource.Register();
        PlanOrder order = new PlanOrder(1_000_000, store.eligibility(id, register), HOLDERS_PER_BATCH);
        recorded(seen, "plan", () -> store.commitPlan(id, register, order, ACT));
        store.reserve(id, store.obligations(distribution.treasury()), 1_000_000, ACT);
        Lease lease = new Lease(UUID.randomUUID(), "worker", Duration.ofHours(1));
        List<ClaimedBatch> claimed = recorded(seen, "claim", () -> store.claim(id, lease, NOW, batches));
        assertThat(claimed).hasSize(batches);
        List<Allocated> allocated = claimed.stream()
                .map(batch -> new Allocated(
                        batch.id(),
                        LedgerTransactionId.of("id of " + batch.id()),
                        NOW.plusSeconds(120),
                        Bytes.of(new byte[] {1})))
                .toList();
        List<DraftedTransaction> drafted = IntStream.range(0, batches)
                .mapToObj(i ->
                        DraftedTransaction.of(allocated.get(i), claimed.get(i).payments()))
                .toList();
        assertThat(recorded(seen, "allocate", () -> store.allocate(lease, drafted)))
                .hasSize(batches);
        List<Signed> signed = allocated.stream()
                .map(each ->
                        new Signed(each.batchId(), each.transactionId(), each.validUntil(), Bytes.of(new byte[] {2})))
                .toList();
        assertThat(recorded(seen, "intend", () -> store.intend(lease, signed)))
                .hasSize(batches)
                .allSatisfy((batch, answer) -> assertThat(answer).isEqualTo(IntentResult.GRANTED));
        List<Settlement> settlements = signed.stream()
                .map(each -> Settlement.everybodyPaid(each.batchId(), each.transactionId(), NOW, 1L))
                .toList();
        assertThat(recorded(seen, "settle", () -> store.settle(lease, settlements, NOW)))
                .hasSize(batches)
                .allSatisfy((batch, answer) -> assertThat(answer).isEqualTo(SettleResult.RECORDED));
        assertThat(recorded(seen, "progress", () -> store.progress(id)).paid())
                .isEqualTo((long) batches * HOLDERS_PER_BATCH);
        assertThat(recorded(seen, "finish", () -> store.finish(id, NOW))).isEqualTo(DistributionStatus.COMPLETED);
        return seen;
    }

    private <T> T recorded(Map<String, List<String>> seen, String verb, Supplier<T> call) {
        statements.clear();
        T result = call.get();
        seen.put(verb, List.copyOf(statements));
        return result;
    }
}
