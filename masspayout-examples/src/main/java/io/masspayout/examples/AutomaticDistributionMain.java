package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.model.TokenId;
import io.masspayout.processing.DueWork;
import io.masspayout.store.PageRequest;
import io.masspayout.store.ParkedEvent;
import io.masspayout.testing.SimulatedNetwork;
import java.sql.SQLException;
import java.util.List;

/** Shares 40 % of each rent that comes into the treasury among the holders; a rent that comes at a bad time is set aside, and shared later. */
public final class AutomaticDistributionMain {

    private static final AccountId TREASURY = AccountId.of(ExampleLedger.TREASURY);
    private static final TokenId DOLLAR = TokenId.of(ExampleLedger.PAYMENT_TOKEN);

    /** In smallest units: 2,500 dollars. */
    private static final long RENT = 2_500_000_000L;

    /** 50 dollars, which the trigger does not ask for. */
    private static final long INTEREST = 50_000_000L;

    private AutomaticDistributionMain() {}

    public static void main(String[] args) throws SQLException {
        SimulatedNetwork network = ExampleLedger.withTreasury();
        network.token(ExampleLedger.ASSET).heldBy(2_000, 300, i -> 1 + i);
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args);
                MassPayoutClient client = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(network.client())
                        .build()) {
            Asset asset = client.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
            // doc: on-deposit
            Distribution rent = client.distributions()
                    .create(DistributionRequest.dividend(asset.id())
                            .percentageOfDeposit("40")
                            .onDepositOfAtLeast("1000.00") // into the treasury, of the payment token
                            .concept("Rent of the warehouse")
                            .idempotencyKey("acme-rent")
                            .build());
            // end
            network.deposit(TREASURY, DOLLAR, RENT);
            network.deposit(TREASURY, DOLLAR, INTEREST);
            print("A rent and some interest came", client.processing().runDue());

            client.distributions().hold(rent.id(), "alice", "the next rent is disputed");
            network.deposit(TREASURY, DOLLAR, RENT);
            print("A rent came while it was held", client.processing().runDue());

            client.distributions().resume(rent.id(), "alice", "settled");
            // doc: parked
            for (ParkedEvent parked : client.events()
                    .parked(ExampleLedger.TREASURY, PageRequest.first(100))
                    .items()) {
                System.out.println("Parked: " + parked.reason());
                client.events().retryParked(parked.id());
            }
            // end
            print("It was tried again", client.processing().runDue());

            // doc: listener
            EventListenerConfig listener =
                    client.events().find(ExampleLedger.TREASURY).orElseThrow();
            System.out.println("Listener: " + listener.handled() + " handled, " + listener.parked() + " parked");
            // end
            List<Distribution> made = client.distributions()
                    .madeBy(rent.id(), PageRequest.first(100))
                    .items();
            System.out.println(Verification.ofAll(made, client, network, database));
        }
    }

    private static void print(String what, DueWork work) {
        System.out.println(what + ": " + work.events().handled() + " events handled, "
                + work.events().parked() + " parked, " + work.worked().size() + " distributions paid");
    }
}
