package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Executors that refuse: a host's queue is bounded, and a host may shut its executor down before its client. */
class BoundedExecutorTest {

    private static final int HOLDERS = 5_000;
    private static final String USDC = "0.0.429274";

    private static StoreSchema schema;

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @BeforeEach
    void clear() {
        schema.clear();
    }

    @Test
    void everybodyIsPaidThroughAQueueOfFour() {
        ExecutorService pool = bounded();
        try {
            assertThat(payWith(pool)).isEqualTo(DistributionStatus.COMPLETED);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void everybodyIsPaidWithAnExecutorThatIsShutDown() {
        ExecutorService pool = bounded();
        pool.shutdownNow();

        assertThat(payWith(pool)).isEqualTo(DistributionStatus.COMPLETED);
    }

    private static ExecutorService bounded() {
        return new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4));
    }

    private static DistributionStatus payWith(ExecutorService executor) {
        ManualClock clock = ManualClock.at("2026-11-26T10:00:00Z");
        SimulatedNetwork network = SimulatedNetwork.at(clock);
        network.token("0.0.7001")
                .named("Acme", "A")
                .heldBy(2_000, HOLDERS, i -> 1)
                .treasury("0.0.1001");
        network.token(USDC).named("US Dollar", "USDC").decimals(2).heldBy(2_000, HOLDERS, i -> 0);
        network.account("0.0.1001").holds(USDC, 100L * HOLDERS);
        MassPayoutClient client = MassPayoutClient.builder()
                .store(schema.store())
                .gateway(SimulatedLedger.on(network).holdersPerBatch(10).build())
                .clock(clock)
                .executor(executor)
                .build();
        Asset asset = client.assets().importAsset(AssetImport.of("0.0.7001").paidIn(USDC));
        Distribution distribution = client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amountPerHolder("1.00")
                        .idempotencyKey("all")
                        .build());

        DistributionSummary summary = client.payouts().execute(distribution.id());

        assertThat(network.paid(distribution.id())).isEqualTo(100L * HOLDERS);
        assertThat(summary.progress().paid()).isEqualTo(HOLDERS);
        return summary.distribution().status();
    }
}
