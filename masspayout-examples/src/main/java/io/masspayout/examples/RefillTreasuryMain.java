package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.testing.SimulatedNetwork;

/** A treasury with too little money pays nobody, and says how much it lacks; refilled, it pays everybody. */
public final class RefillTreasuryMain {

    private RefillTreasuryMain() {}

    public static void main(String[] args) {
        SimulatedNetwork network = ExampleLedger.withTreasury();
        network.token(ExampleLedger.ASSET).heldBy(2_000, 300, i -> 1 + i);
        network.account(ExampleLedger.TREASURY).holds(ExampleLedger.PAYMENT_TOKEN, 999_000_000);
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args);
                MassPayoutClient client = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(network.client())
                        .build()) {
            Asset asset = client.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
            Distribution dividend = client.distributions()
                    .create(DistributionRequest.dividend(asset.id())
                            .amount("1000.00")
                            .idempotencyKey("refill")
                            .build());
            // doc: waiting
            DistributionSummary summary = client.payouts().execute(dividend.id());
            summary.waiting().ifPresent(waiting -> System.out.println(waiting.reason() + ": " + waiting.detail()));
            // end
            network.account(ExampleLedger.TREASURY).holds(ExampleLedger.PAYMENT_TOKEN, 1_000_000_000);
            DistributionSummary done = client.payouts().execute(dividend.id());
            System.out.println(done.progress().status() + ": " + done.progress().paid() + " paid");
        }
    }
}
