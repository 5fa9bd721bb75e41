package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutListener;
import io.masspayout.engine.ReconcileReport;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.store.CancelResult;
import io.masspayout.store.HoldResult;
import io.masspayout.store.Settlement;
import io.masspayout.testing.SimulatedNetwork;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops a payout in the middle, lets it go on, and cancels the rest: a worker pays, an operator steers through the database. */
public final class HoldResumeCancelMain {

    private static final int HOLDERS = 1_000;
    private static final int HOLD_AFTER_BATCHES = 2;
    private static final int CANCEL_AFTER_BATCHES = 4;

    private HoldResumeCancelMain() {}

    public static void main(String[] args) throws InterruptedException {
        SimulatedNetwork network = ExampleLedger.withTreasury();
        network.token(ExampleLedger.ASSET).heldBy(2_000, HOLDERS, i -> 1 + i % 7);
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args);
                MassPayoutClient operator = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(network.client())
                        .build();
                MassPayoutClient worker = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(network.client())
                        .settings(EngineSettings.defaults().withMaxInFlight(1))
                        .listener(new ImpatientOperator(operator))
                        .build()) {
            Asset asset = operator.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
            Distribution dividend = operator.distributions()
                    .create(DistributionRequest.dividend(asset.id())
                            .amount("5000.00")
                            .idempotencyKey("hold-resume-cancel")
                            .build());

            print(Patience.payToEnd(worker, dividend.id()));
            // doc: resume
            operator.distributions().resume(dividend.id(), "alice", "the figures were right after all");
            // end
            print(Patience.payToEnd(worker, dividend.id()));
            compareWithLedger(operator);
        }
    }

    /** What an operator calls after a restore; on a database that has forgotten nothing it finds nothing. */
    private static void compareWithLedger(MassPayoutClient client) {
        // doc: reconcile
        ReconcileReport report = client.payouts().reconcile("alice", "restored the backup of Friday");
        report.treasuries()
                .forEach((treasury, read) -> System.out.println(treasury + " is compared until " + read.completeUntil()
                        + ", " + read.unknown() + " payments unknown"));
        // end
    }

    /** Holds the distribution, and later cancels it, while the worker pays. */
    private record ImpatientOperator(MassPayoutClient client, AtomicInteger settled) implements PayoutListener {

        ImpatientOperator(MassPayoutClient client) {
            this(client, new AtomicInteger());
        }

        @Override
        public void settled(Distribution distribution, Settlement settlement) {
            int batches = settled.incrementAndGet();
            if (batches == HOLD_AFTER_BATCHES) {
                // doc: hold
                HoldResult hold = client.distributions().hold(distribution.id(), "alice", "to look at the figures");
                System.out.println("Held; " + hold.inFlight() + " batches in flight are still resolved");
                // end
            }
            if (batches == CANCEL_AFTER_BATCHES) {
                // doc: cancel
                CancelResult cancel = client.distributions().cancel(distribution.id(), "alice", "wrong record date");
                System.out.println("Cancelled: " + cancel.cancelledHolders() + " holders will not be paid");
                // end
            }
        }
    }

    private static void print(DistributionSummary summary) {
        System.out.println(summary.progress().status() + ": "
                + summary.progress().paid() + " paid, "
                + summary.progress().cancelled() + " cancelled, "
                + summary.progress().open() + " open"
                + summary.waiting().map(waiting -> "; waits for " + waiting).orElse(""));
    }
}
