package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.testing.SimulatedLedger;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many statements a whole execution takes: that depends on the number of batches, and hardly on that; never on holders. */
class PayingPathTest {

    /** Of one round of the engine: what begin, the claim, the id, the intent, the outcome and the gate need together. */
    private static final int STATEMENTS_PER_ROUND = 60;

    /** The engine takes at most so many batches in one round. */
    private static final int BATCHES_PER_ROUND = 32;

    private static StoreSchema schema;

    private final AtomicInteger statements = new AtomicInteger();

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    private void clear() {
        schema.clear();
    }

    /** The first payout of a schema also binds the book to its ledger. */
    @BeforeEach
    void bindTheBook() {
        clear();
        statements(1, 1, 0);
        clear();
    }

    @Test
    void asManyStatementsForAHundredHoldersABatchAsForTwo() {
        int ofTwo = statements(64 * 2, 2, 0);
        clear();
        int ofHundred = statements(64 * 100, 100, 0);
        assertThat(ofHundred).isEqualTo(ofTwo);
    }

    @Test
    void recipientsWhoCannotBePaidCostNoStatementEach() {
        int aFewInEachRound = statements(64 * 50, 50, 4);
        clear();
        int oneInEachBatch = statements(64 * 50, 50, 64);
        assertThat(oneInEachBatch).isEqualTo(aFewInEachRound);
    }

    @Test
    void theNumberOfStatementsGrowsByRoundsOfTheEngine() {
        int batches = 320;
        int all = statements(batches * 3, 3, 0);
        assertThat(all).isLessThanOrEqualTo((batches / BATCHES_PER_ROUND + 2) * STATEMENTS_PER_ROUND);
        assertThat(all).as("fewer than two statements a batch").isLessThan(2 * batches);
    }

    /** Pays so many holders, of whom some are frozen, evenly spread, and counts the statements of execute. */
    private int statements(int holders, int holdersPerBatch, int frozen) {
        SimulatedPayout payout = new SimulatedPayout(holders);
        try (MassPayoutClient client = MassPayoutClient.builder()
                .store(schema.store(new DefaultExecuteListenerProvider(new Counter())))
                .gateway(SimulatedLedger.on(payout.network)
                        .holdersPerBatch(holdersPerBatch)
                        .build())
                .clock(payout.clock)
                .build()) {
            Distribution distribution = payout.declared(client);
            for (int i = 0; i < frozen; i++) {
                String account = "0.0." + (SimulatedPayout.FIRST_HOLDER + i * (long) (holders / frozen));
                payout.network.account(account).frozenFor(SimulatedPayout.USDC);
            }
            statements.set(0);
            DistributionSummary summary = client.payouts().execute(distribution.id());
            int counted = statements.get();
            assertThat(summary.distribution().status())
                    .isEqualTo(frozen == 0 ? DistributionStatus.COMPLETED : DistributionStatus.PARTIALLY_COMPLETED);
            assertThat(summary.progress().failed()).isEqualTo(frozen);
            payout.audit(schema.store(), distribution).requireClean();
            return counted;
        }
    }

    private final class Counter implements ExecuteListener {

        private static final long serialVersionUID = 1L;

        @Override
        public void executeStart(ExecuteContext execution) {
            statements.incrementAndGet();
        }
    }
}
