package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.model.Asset;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderSource;
import io.masspayout.model.TimeOrderedIds;
import io.masspayout.planning.Planner;
import io.masspayout.register.CsvRegister;
import io.masspayout.store.Act;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.io.StringReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a holder costs, in what does not depend on the machine: statements sent, and bytes that the calling thread allocates, the ledger's and the
 * driver's included. It fails when somebody sends a statement for each holder or keeps all of them in memory. The limits are a third above
 * what was measured.
 */
class CostPerHolderTest {

    private static final int FEW = 2_000;
    private static final int MANY = 20_000;
    private static final int HOLDERS_PER_BATCH = 100;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final AtomicLong SENT = new AtomicLong();

    private static StoreSchema schema;
    private static Cost few;
    private static Cost many;

    /** One step. */
    private record Step(long statements, long bytes) {

        static Step of(Runnable work) {
            long statements = SENT.get();
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            return new Step(SENT.get() - statements, THREADS.getCurrentThreadAllocatedBytes() - bytes);
        }

        /** What further holders have added to it. */
        double bytesPerHolder(Step ofMany) {
            return (double) (ofMany.bytes - bytes) / (MANY - FEW);
        }
    }

    private record Cost(Step importing, Step planning, Step paying, Step writing) {}

    @BeforeAll
    static void measure() {
        schema = new StoreSchema();
        measured("warm-up", FEW);
        few = measured("few", FEW);
        many = measured("many", MANY);
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    private static Cost measured(String name, int holders) {
        ExecuteListenerProvider counting = () -> new ExecuteListener() {
            private static final long serialVersionUID = 1L;

            @Override
            public void executeStart(ExecuteContext context) {
                SENT.incrementAndGet();
            }
        };
        schema.clear();
        ManualClock clock = ManualClock.at("2026-11-26T10:00:00Z");
        SimulatedNetwork network = SimulatedNetwork.at(clock);
        network.token("0.0.7001")
                .named("Acme", "ACME")
                .heldBy(2_000, holders, i -> 1 + i % 97)
                .treasury("0.0.1001");
        network.token("0.0.429274").named("US Dollar", "USDC").decimals(6).heldBy(2_000, holders, i -> 0);
        network.account("0.0.1001").holds("0.0.429274", 1_000_000_000_000L);
        SimulatedLedger ledger =
                SimulatedLedger.on(network).holdersPerBatch(HOLDERS_PER_BATCH).build();
        JooqPayoutStore store = schema.store(counting);
        MassPayoutClient client = MassPayoutClient.builder()
                .store(store)
                .gateway(ledger)
                .clock(clock)
                .build();
        Asset asset = client.assets().importAsset(AssetImport.of("0.0.7001").paidIn("0.0.429274"));
        StringBuilder csv = new StringBuilder(CsvRegister.HEADER).append('\n');
        for (int i = 0; i < holders; i++) {
            csv.append("0.0.").append(2_000 + i).append(',').append(1 + i % 97).append('\n');
        }
        String register = csv.toString();
        Step importing =
                Step.of(() -> client.assets().importRegister(asset.id(), CsvRegister.read(new StringReader(register))));
        DistributionId id = client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amount("123456.789012")
                        .holdersFrom(HolderSource.REGISTER)
                        .idempotencyKey(name)
                        .build())
                .id();
        Planner planner = new Planner(store, ledger, Optional.empty(), new TimeOrderedIds(clock, new Random(1)));
        Step planning = Step.of(() -> planner.plan(id, new Act("test", "", clock.instant())));
        Step paying = Step.of(() -> client.payouts().execute(id));
        assertThat(client.distributions().get(id).status()).isEqualTo(DistributionStatus.COMPLETED);
        Step writing = Step.of(() -> client.reports().statementCsv(id, Writer.nullWriter()));
        return new Cost(importing, planning, paying, writing);
    }

    @Test
    void aPlanIsAsManyStatementsAndBytesForManyAsForFew() {
        assertThat(many.planning.statements).isEqualTo(few.planning.statements);
        assertThat(few.planning.bytesPerHolder(many.planning)).isLessThan(20);
    }

    @Test
    void aStatementIsReadInOne() {
        assertThat(many.writing.statements).isEqualTo(few.writing.statements);
        assertThat(few.writing.bytesPerHolder(many.writing)).isLessThan(1_700);
    }

    @Test
    void payingSendsAFewStatementsForManyBatches() {
        double perBatch =
                (double) (many.paying.statements - few.paying.statements) / ((MANY - FEW) / HOLDERS_PER_BATCH);
        assertThat(perBatch).isLessThan(1);
        assertThat(few.paying.bytesPerHolder(many.paying)).isLessThan(10_000);
    }

    @Test
    void importingSendsAStatementForAThousandHolders() {
        assertThat(many.importing.statements - few.importing.statements).isLessThanOrEqualTo((MANY - FEW) / 1_000);
        assertThat(few.importing.bytesPerHolder(many.importing)).isLessThan(1_500);
    }
}
