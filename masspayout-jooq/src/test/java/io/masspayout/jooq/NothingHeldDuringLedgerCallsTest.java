package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.EngineSettings;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.Asset;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.store.PageRequest;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.LedgerFault;
import io.masspayout.testing.SimulatedLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the ledger is asked, the worker that asks has no connection checked out and holds no lock: an answer may take minutes. */
class NothingHeldDuringLedgerCallsTest {

    private static final int HOLDERS = 240;
    private static final int HOLDERS_PER_BATCH = 10;
    private static final int FROZEN = 7;

    private static StoreSchema schema;

    private final SimulatedPayout payout = new SimulatedPayout(HOLDERS);
    private final FaultPlan faults = FaultPlan.of();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final List<AutoCloseable> resources = new ArrayList<>();
    private Connection observer;

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @BeforeEach
    void connect() throws SQLException {
        observer = TestDatabase.dataSource().getConnection();
        resources.add(observer);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : resources) {
            resource.close();
        }
        schema.clear();
    }

    private WorkersPool pool() throws SQLException {
        WorkersPool pool = new WorkersPool();
        resources.add(pool);
        pool.fill();
        return pool;
    }

    private ExecutorService threads(ExecutorService executor) {
        resources.add(executor::shutdownNow);
        return executor;
    }

    private static JooqPayoutStore store(WorkersPool pool, ExecuteListenerProvider... listeners) {
        return JooqPayoutStore.builder(pool)
                .schema(schema.name())
                .schemaMode(SchemaMode.NONE)
                .listeners(listeners)
                .build();
    }

    private BlockchainGateway gateway(Consumer<String> listener) {
        return ObservedGateway.of(
                SimulatedLedger.on(payout.network)
                        .holdersPerBatch(HOLDERS_PER_BATCH)
                        .hidingCulprits()
                        .faults(faults)
                        .build(),
                listener);
    }

    /** Notes what a worker has in its hands at a call; exact where the calling thread is the only one that works. */
    private void requireEmptyHanded(WorkersPool pool, String call) {
        calls.merge(call, 1, Integer::sum);
        if (pool.active() > 0) {
            violations.add(call + " with " + pool.active() + " connections checked out");
        }
        try {
            pool.held(observer).forEach(lock -> violations.add(call + " with " + lock));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Distribution declaredForHoldersOnTheLedger(MassPayoutClient client) {
        Asset asset = client.assets()
                .importAsset(AssetImport.of(SimulatedPayout.ASSET).paidIn(SimulatedPayout.USDC));
        return client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amount(HOLDERS + ".00")
                        .idempotencyKey("from the ledger")
                        .build());
    }

    private DistributionSummary toEnd(MassPayoutClient client, Distribution distribution) {
        DistributionSummary summary = client.payouts().execute(distribution.id());
        for (int call = 0; call < 100 && !summary.isFinished(); call++) {
            payout.clock.advance(Duration.ofSeconds(60));
            client.processing().runDue();
            summary = client.payouts().execute(distribution.id());
        }
        assertThat(summary.waiting()).isEmpty();
        return summary;
    }

    private String frozen(int number) {
        return "0.0." + (SimulatedPayout.FIRST_HOLDER + number * 31L);
    }

    /** The end of a worker, which its engine cannot catch. */
    private static final class Killed extends VirtualMachineError {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void oneThreadHasNothingInItsHandsAtAnyCall() throws Exception {
        WorkersPool pool = pool();
        AtomicBoolean dies = new AtomicBoolean();
        BlockchainGateway gateway = gateway(call -> {
            requireEmptyHanded(pool, call);
            if (call.endsWith(".submit") && dies.getAndSet(false)) {
                throw new Killed();
            }
        });
        // Leases of no length: whoever comes after a crash need not wait.
        MassPayoutClient client = MassPayoutClient.builder()
                .store(store(pool))
                .gateway(gateway)
                .clock(payout.clock)
                .processing(ProcessingSettings.defaults().withoutClockCheck())
                .settings(EngineSettings.defaults().withLease(Duration.ZERO))
                .build();
        Distribution distribution = declaredForHoldersOnTheLedger(client);
        client.distributions().preview(distribution.id());
        for (int i = 0; i < FROZEN; i++) {
            payout.network.account(frozen(i)).refuses();
        }
        payout.network.account(frozen(FROZEN - 1)).frozenFor(SimulatedPayout.USDC);
        faults.onSubmission(1, LedgerFault.LOSE_ANSWER)
                .onSubmission(2, LedgerFault.LOSE_REQUEST)
                .onSubmission(3, LedgerFault.BUSY)
                .signerUnavailable(1);

        dies.set(true);
        assertThatThrownBy(() -> client.payouts().execute(distribution.id())).isInstanceOf(Killed.class);
        assertThat(client.payouts()
                        .batches(distribution.id(), PageRequest.first(100))
                        .items())
                .as("intents to recover")
                .anyMatch(batch -> batch.status() == BatchStatus.PROCESSING);
        DistributionSummary first = toEnd(client, distribution);
        assertThat(first.distribution().status()).isEqualTo(DistributionStatus.PARTIALLY_COMPLETED);
        for (int i = 0; i < FROZEN; i++) {
            payout.network.account(frozen(i)).accepts().unfrozenFor(SimulatedPayout.USDC);
        }
        client.payouts().retryFailed(distribution.id(), "alice", "mended");
        client.payouts().reconcile("alice", "restored");
        payout.clock.advance(Duration.ofMinutes(4));
        assertThat(client.payouts().reconcile("alice", "restored").finished()).isTrue();

        assertThat(toEnd(client, distribution).distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        payout.audit(schema.store(), distribution).requireClean();
        client.assets().sync(distribution.assetId());
        client.assets().syncChanges(distribution.assetId());
        client.events().enable(SimulatedPayout.TREASURY, "alice");
        client.processing().pollEvents();
        assertThat(violations).isEmpty();
        assertThat(new TreeMap<>(calls))
                .containsOnlyKeys(
                        "BlockchainGateway.allocate",
                        "BlockchainGateway.changes",
                        "BlockchainGateway.check",
                        "BlockchainGateway.events",
                        "BlockchainGateway.fingerprint",
                        "BlockchainGateway.history",
                        "BlockchainGateway.holders",
                        "BlockchainGateway.keepsHistory",
                        "BlockchainGateway.resolve",
                        "BlockchainGateway.resolveAccounts",
                        "BlockchainGateway.screen",
                        "BlockchainGateway.sign",
                        "BlockchainGateway.submit",
                        "BlockchainGateway.takeSnapshot",
                        "BlockchainGateway.time",
                        "BlockchainGateway.token",
                        "HolderCursor.next",
                        "LedgerHistory.completeUntil",
                        "LedgerHistory.next");
        assertThat(calls.get("BlockchainGateway.submit")).isGreaterThan(HOLDERS / HOLDERS_PER_BATCH);
        assertThat(pool.peak()).isOne();
    }

    /** The check can fail: a client whose database transactions ask the ledger is found out by the pool and by the server. */
    @Test
    void aCallFromWithinADatabaseTransactionIsFoundOut() throws Exception {
        WorkersPool pool = pool();
        BlockchainGateway gateway = gateway(call -> requireEmptyHanded(pool, call));
        ExecuteListener asksTheLedger = new ExecuteListener() {
            private static final long serialVersionUID = 1L;

            @Override
            public void executeEnd(ExecuteContext execution) {
                gateway.token(SimulatedPayout.USDC);
            }
        };
        MassPayoutClient client = MassPayoutClient.builder()
                .store(store(pool, new DefaultExecuteListenerProvider(asksTheLedger)))
                .gateway(gateway)
                .clock(payout.clock)
                .build();

        payout.declared(client);

        assertThat(violations)
                .contains("BlockchainGateway.token with 1 connections checked out")
                .anySatisfy(line -> assertThat(line)
                        .contains("with relation RowExclusiveLock on ")
                        .contains("asset"));
        assertThat(violations)
                .filteredOn(line -> !line.startsWith("BlockchainGateway.token"))
                .isEmpty();
    }

    @Test
    void aRunTakesOneConnectionAtATimeHoweverManyBatchesAreInFlight() throws Exception {
        ExecutorService ledgerThreads = threads(Executors.newCachedThreadPool());
        ExecutorService hosts = threads(Executors.newCachedThreadPool());
        ScheduledExecutorService answers = Executors.newScheduledThreadPool(2);
        threads(answers);
        List<WorkersPool> pools = List.of(pool(), pool());
        ConcurrentLinkedQueue<Integer> inFlight = new ConcurrentLinkedQueue<>();
        List<MassPayoutClient> clients = new ArrayList<>();
        for (WorkersPool pool : pools) {
            SimulatedLedger ledger = SimulatedLedger.on(payout.network)
                    .holdersPerBatch(2)
                    .faults(faults)
                    .latency(Duration.ofMillis(20), answers)
                    .build();
            clients.add(MassPayoutClient.builder()
                    .store(store(pool))
                    .gateway(ObservedGateway.of(ledger, call -> {
                        inFlight.add(ledger.inFlight());
                        if (pool.active() > 1) {
                            violations.add(call + " while " + pool.active() + " connections were checked out");
                        }
                    }))
                    .clock(payout.clock)
                    .processing(ProcessingSettings.defaults().withoutClockCheck())
                    .executor(ledgerThreads)
                    .build());
        }
        faults.onSubmission(5, LedgerFault.LOSE_ANSWER).onSubmission(50, LedgerFault.LOSE_REQUEST);
        Distribution distribution = declaredForHoldersOnTheLedger(clients.get(0));

        CyclicBarrier start = new CyclicBarrier(clients.size());
        List<Future<DistributionSummary>> runs = new ArrayList<>();
        for (MassPayoutClient client : clients) {
            runs.add(hosts.submit(() -> {
                start.await(1, TimeUnit.MINUTES);
                return client.payouts().execute(distribution.id());
            }));
        }
        for (Future<DistributionSummary> run : runs) {
            run.get(2, TimeUnit.MINUTES);
        }

        assertThat(toEnd(clients.get(0), distribution).distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        payout.audit(schema.store(), distribution).requireClean();
        assertThat(violations).isEmpty();
        assertThat(inFlight.stream().mapToInt(Integer::intValue).max().orElse(0))
                .as("submissions in flight at once")
                .isGreaterThan(2 * WorkersPool.SIZE);
        assertThat(pools).allSatisfy(pool -> {
            assertThat(pool.peak())
                    .as("connections of %s at once", pool.worker())
                    .isOne();
            assertThat(pool.active()).isZero();
            assertThat(pool.held(observer)).isEmpty();
        });
    }
}
