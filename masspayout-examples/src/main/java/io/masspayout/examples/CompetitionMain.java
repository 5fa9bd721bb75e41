package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.TokenId;
import io.masspayout.testing.SimulatedNetwork;
import java.util.Locale;

/**
 * What more workers gain: a distribution is paid by one worker, another one of the same size by several at once, on one durable
 * PostgreSQL. Each worker has a client, a store and a pool of its own, as a process has. The ledger answers late and lets each of
 * them have only so many submissions under way, which is what limits one worker. How much is gained depends on the machine: it is told,
 * not judged. That each batch is paid once is judged.
 */
public final class CompetitionMain {

    private CompetitionMain() {}

    public static void main(String... args) throws Exception {
        CompetitionOptions options = CompetitionOptions.parse(args);
        if (options.help()) {
            System.out.print(CompetitionOptions.HELP);
            return;
        }
        SimulatedNetwork network = ExampleLedger.withTreasury();
        network.token(ExampleLedger.ASSET).heldBy(2_000, options.holders(), i -> 1 + i % 7);
        try (ExampleDatabase database = ExampleDatabase.open(options.jdbcUrl());
                MassPayoutClient host = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(network.client())
                        .build()) {
            Asset asset = host.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
            System.out.printf(
                    Locale.ROOT,
                    "Database      %s%nHolders       %,d of each distribution%nLedger        answers after %d ms, %d submissions"
                            + " under way for each worker%n",
                    database,
                    options.holders(),
                    options.latency().toMillis(),
                    options.inFlight());

            Race alone = race("alone", 1, asset, host, network, database, options);
            System.out.println("One worker    " + alone);
            Race together = race("together", options.workers(), asset, host, network, database, options);
            System.out.printf(Locale.ROOT, "%-13s %s%n", options.workers() + " workers", together);
            long ratio = 100 * alone.nanos() / together.nanos();
            System.out.printf(
                    Locale.ROOT,
                    "Ratio         %d.%02d times the throughput of one worker%n",
                    ratio / 100,
                    ratio % 100);
            boolean verified = alone.verification().agrees()
                    && together.verification().agrees()
                    && alone.eachBatchOnce()
                    && together.eachBatchOnce();
            System.out.println((verified ? "VERIFIED alone " : "NOT VERIFIED alone ") + alone.verification()
                    + "; together " + together.verification());
        }
    }

    private static Race race(
            String name,
            int workers,
            Asset asset,
            MassPayoutClient host,
            SimulatedNetwork network,
            ExampleDatabase database,
            CompetitionOptions options)
            throws Exception {
        Distribution dividend = host.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amount(options.holders() + ".00")
                        .idempotencyKey("competition " + name)
                        .build());
        AccountId treasury = AccountId.of(ExampleLedger.TREASURY);
        TokenId token = TokenId.of(ExampleLedger.PAYMENT_TOKEN);
        long before = network.balance(treasury, token);
        try (Competitors competitors = Competitors.of(workers, network, database, options)) {
            competitors.pay(dividend.id());
            Verification verification =
                    Verification.of(dividend.id(), host, network, before - network.balance(treasury, token), database);
            return new Race(competitors.batches(), competitors.nanos(), options.holders(), verification);
        }
    }
}
