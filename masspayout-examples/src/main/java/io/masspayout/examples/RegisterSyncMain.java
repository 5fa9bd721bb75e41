package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.MassPayoutClient;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.model.Asset;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.List;

/** A register that follows the ledger day by day, until somebody brings another one, which stays theirs. */
public final class RegisterSyncMain {

    private RegisterSyncMain() {}

    public static void main(String[] args) {
        ManualClock clock = ManualClock.at("2026-01-30T12:00:00Z");
        SimulatedNetwork network = ExampleLedger.withTreasury(clock);
        network.token(ExampleLedger.ASSET).heldBy(2_000, 300, i -> 1 + i);
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args);
                MassPayoutClient client = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(network.client())
                        .clock(clock)
                        // doc: sync-every
                        .processing(ProcessingSettings.defaults()
                                .withSyncEvery(Duration.ofHours(12))
                                // end
                                .withoutClockCheck())
                        .build()) {
            Asset asset = client.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
            runDue("The asset is new", client, asset);

            network.account("0.0.5000").holds(ExampleLedger.ASSET, 77);
            runDue("Somebody bought, but the day is young", client, asset);
            clock.advance(Duration.ofDays(1));
            runDue("A day has passed", client, asset);

            client.assets().importRegister(asset.id(), ListedRegister.of(List.of(new HolderBalance("0.0.2000", 5))));
            clock.advance(Duration.ofDays(1));
            runDue("Somebody brought a register", client, asset);
            // doc: sync
            long holders = client.assets().sync(asset.id());
            // end
            System.out.println("Synced by hand: " + holders + " holders");
        }
    }

    private static void runDue(String what, MassPayoutClient client, Asset asset) {
        int synced = client.processing().runDue().synced().size();
        System.out.println(what + ": " + synced + " registers synced, last at "
                + client.assets().get(asset.id()).lastSyncedAt());
    }
}
