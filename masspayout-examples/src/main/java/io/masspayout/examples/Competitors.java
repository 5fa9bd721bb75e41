package io.masspayout.examples;

import io.masspayout.MassPayoutClient;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutListener;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.jooq.SchemaMode;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.store.Settlement;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Workers that pay one distribution at the same time, each with what a process of its own would have. */
final class Competitors implements AutoCloseable {

    private static final int CONNECTIONS = 3;

    private final List<MassPayoutDataSource> pools = new ArrayList<>();
    private final List<MassPayoutClient> clients = new ArrayList<>();
    private final List<AtomicInteger> settled = new ArrayList<>();
    private final ExecutorService threads;
    private final ScheduledExecutorService ledger = Executors.newScheduledThreadPool(2);
    private final AtomicLong planned = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    private Competitors(int workers) {
        this.threads = Executors.newFixedThreadPool(workers);
    }

    static Competitors of(int workers, SimulatedNetwork network, ExampleDatabase database, CompetitionOptions options) {
        Competitors competitors = new Competitors(workers);
        for (int worker = 1; worker <= workers; worker++) {
            competitors.join("worker " + worker, network, database, options);
        }
        return competitors;
    }

    private void join(String name, SimulatedNetwork network, ExampleDatabase database, CompetitionOptions options) {
        MassPayoutDataSource pool = database.poolOf(CONNECTIONS);
        AtomicInteger mine = new AtomicInteger();
        pools.add(pool);
        settled.add(mine);
        clients.add(MassPayoutClient.builder()
                .store(JooqPayoutStore.builder(pool)
                        .schema(database.schema())
                        .schemaMode(SchemaMode.NONE)
                        .build())
                .gateway(SimulatedLedger.on(network)
                        .maxInFlight(options.inFlight())
                        .latency(options.latency(), ledger)
                        .build())
                .settings(EngineSettings.defaults().withWorker(name).withMaxInFlight(options.inFlight()))
                .listener(new PayoutListener() {
                    @Override
                    public void planned(Distribution distribution) {
                        planned.set(System.nanoTime());
                    }

                    @Override
                    public void settled(Distribution distribution, Settlement settlement) {
                        mine.incrementAndGet();
                        ended.set(System.nanoTime());
                    }
                })
                .build());
    }

    /** Returns when everybody is paid. One of the workers plans, the others wait for the plan. */
    void pay(DistributionId id) throws Exception {
        List<Callable<Object>> runs = new ArrayList<>();
        for (MassPayoutClient client : clients) {
            runs.add(() -> Patience.payToEnd(client, id));
        }
        for (Future<?> run : threads.invokeAll(runs)) {
            run.get();
        }
    }

    /** How many batches each worker has settled. */
    List<Integer> batches() {
        return settled.stream().map(AtomicInteger::get).toList();
    }

    /** From the plan to the last settlement. */
    long nanos() {
        return ended.get() - planned.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        ledger.shutdownNow();
        clients.forEach(MassPayoutClient::close);
        pools.forEach(MassPayoutDataSource::close);
    }
}
