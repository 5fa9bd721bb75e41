package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.HolderSource;
import java.time.InstantSource;
import java.util.List;

/** Pays on a ledger that the library has never heard of: {@link VillageBank}, which cannot be asked about assets either. */
public final class CustomLedgerMain {

    private CustomLedgerMain() {}

    public static void main(String[] args) {
        VillageBank bank = new VillageBank(InstantSource.system());
        bank.open("acct-1", 10_000);
        AccountId ann = bank.open("acct-2", 0);
        AccountId ben = bank.open("acct-3", 0);
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args);
                MassPayoutClient client = MassPayoutClient.builder()
                        .store(database.store())
                        .ledger(bank)
                        .build()) {
            // doc: described-asset
            Asset asset = client.assets()
                    .importAsset(AssetImport.of("mill-shares")
                            .described("Shares in the mill", "MILL", 0, 300)
                            .paidFrom("acct-1")
                            .paidIn("thaler", 2));
            // end
            client.assets()
                    .importRegister(
                            asset.id(),
                            ListedRegister.of(List.of(
                                    new HolderBalance("acct-2", 100),
                                    new HolderBalance("ACCT-3", 200),
                                    new HolderBalance("acct-4", 0))));
            Distribution dividend = client.distributions()
                    .create(DistributionRequest.dividend(asset.id())
                            .amount("10.00")
                            .holdersFrom(HolderSource.REGISTER)
                            .idempotencyKey("mill-2026")
                            .build());
            DistributionSummary done = client.payouts().execute(dividend.id());
            System.out.println("The distribution is " + done.distribution().status() + ": Ann has " + bank.balance(ann)
                    + ", Ben has " + bank.balance(ben) + " hundredths of a thaler.");
        }
    }
}
