package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutListener;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.TokenId;
import io.masspayout.store.Settlement;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Two clients, as two processes would have them, execute the same distribution at the same time: everybody is paid once. */
public final class TwoWorkersMain {

    private static final int HOLDERS = 5_000;
    private static final Duration LATENCY = Duration.ofMillis(20);

    private TwoWorkersMain() {}

    public static void main(String[] args) throws Exception {
        SimulatedNetwork network = ExampleLedger.withTreasury();
        network.token(ExampleLedger.ASSET).heldBy(2_000, HOLDERS, i -> 1 + i % 7);
        AccountId treasury = AccountId.of(ExampleLedger.TREASURY);
        TokenId token = TokenId.of(ExampleLedger.PAYMENT_TOKEN);
        long before = network.balance(treasury, token);
        AtomicInteger byFirst = new AtomicInteger();
        AtomicInteger bySecond = new AtomicInteger();
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args);
                HostThreads threads = HostThreads.start();
                MassPayoutClient first = worker("first", database, network, threads, byFirst);
                MassPayoutClient second = worker("second", database, network, threads, bySecond)) {
            Asset asset = first.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
            Distribution dividend = first.distributions()
                    .create(DistributionRequest.dividend(asset.id())
                            .amount("5000.00")
                            .idempotencyKey("two-workers")
                            .build());

            // Both calls plan, if there is no plan yet, and pay; each takes batches that the other does not have.
            for (Future<?> call : threads.forLedgerCalls()
                    .invokeAll(List.of(
                            () -> Patience.payToEnd(first, dividend.id()),
                            () -> Patience.payToEnd(second, dividend.id())))) {
                call.get();
            }

            System.out.println("The first worker settled " + byFirst + " batches, the second " + bySecond);
            Verification verification =
                    Verification.of(dividend.id(), first, network, before - network.balance(treasury, token), database);
            System.out.println(verification.agrees() ? "VERIFIED " + verification : "NOT VERIFIED " + verification);
        }
    }

    private static MassPayoutClient worker(
            String name,
            ExampleDatabase database,
            SimulatedNetwork network,
            HostThreads threads,
            AtomicInteger settledBatches) {
        return MassPayoutClient.builder()
                .store(database.store())
                .gateway(SimulatedLedger.on(network)
                        .latency(LATENCY, threads.scheduler())
                        .build())
                .settings(EngineSettings.defaults().withWorker(name).withMaxInFlight(8))
                .listener(new PayoutListener() {
                    @Override
                    public void settled(Distribution distribution, Settlement settlement) {
                        settledBatches.incrementAndGet();
                    }
                })
                .build();
    }
}
