package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutListener;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.store.Settlement;
import io.masspayout.testing.AuditReport;
import io.masspayout.testing.SimulatedLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two clients, as two JVMs would be, pay one distribution on one PostgreSQL at the same time. */
class TwoClientsTest {

    private static final int HOLDERS = 10_000;
    private static final int HOLDERS_PER_BATCH = 10;
    private static final Duration LATENCY = Duration.ofMillis(5);

    private static StoreSchema schema;

    private final SimulatedPayout payout = new SimulatedPayout(HOLDERS);
    private final ScheduledExecutorService answers = Executors.newScheduledThreadPool(2);
    private final ExecutorService hosts = Executors.newCachedThreadPool();

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @AfterEach
    void shutDown() {
        hosts.shutdownNow();
        answers.shutdownNow();
    }

    @Test
    void eachBatchIsPaidOnceAndBothDoTheirShare() throws Exception {
        List<AtomicInteger> settled = List.of(new AtomicInteger(), new AtomicInteger());
        List<MassPayoutClient> clients = List.of(client(settled.get(0)), client(settled.get(1)));
        Distribution distribution = payout.declared(clients.get(0));

        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<DistributionSummary>> runs = new ArrayList<>();
        for (MassPayoutClient client : clients) {
            runs.add(hosts.submit(() -> {
                start.await(1, TimeUnit.MINUTES);
                return client.payouts().execute(distribution.id());
            }));
        }
        for (Future<DistributionSummary> run : runs) {
            run.get(5, TimeUnit.MINUTES);
        }

        int batches = HOLDERS / HOLDERS_PER_BATCH;
        DistributionSummary summary = clients.get(0).payouts().execute(distribution.id());
        assertThat(summary.distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(summary.progress().batches()).isEqualTo(batches);
        assertThat(payout.network.executed())
                .as("each batch reached the ledger once")
                .isEqualTo(batches);
        assertThat(settled).allSatisfy(mine -> assertThat(mine.get()).isGreaterThanOrEqualTo(batches * 3 / 10));
        assertThat(settled.stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(batches);
        AuditReport report = payout.audit(schema.store(), distribution).requireClean();
        assertThat(report.paid()).isEqualTo(HOLDERS);
        assertThat(report.units()).isEqualTo(HOLDERS * SimulatedPayout.UNITS_PER_HOLDER);
    }

    private MassPayoutClient client(AtomicInteger settled) {
        return MassPayoutClient.builder()
                .store(schema.store())
                .gateway(SimulatedLedger.on(payout.network)
                        .holdersPerBatch(HOLDERS_PER_BATCH)
                        .latency(LATENCY, answers)
                        .build())
                .executor(hosts)
                .clock(payout.clock)
                .listener(new PayoutListener() {
                    @Override
                    public void settled(Distribution distribution, Settlement settlement) {
                        settled.incrementAndGet();
                    }
                })
                .build();
    }
}
