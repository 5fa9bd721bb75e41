package io.masspayout.examples;

import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.PayoutType;
import io.masspayout.planning.PayoutPreview;
import io.masspayout.processing.DueWork;
import io.masspayout.testing.SimulatedNetwork;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** The least a host has to write. */
public final class FiveMinutesMain {

    private FiveMinutesMain() {}

    public static void main(String[] args) {
        SimulatedNetwork network = ExampleLedger.withTreasury();
        network.token(ExampleLedger.ASSET).heldBy(2_000, 500, i -> 1 + i);
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args);
                HostThreads threads = HostThreads.start()) {
            System.out.println("Paid "
                    + payDividend(database.dataSource(), network.client(), threads.forLedgerCalls())
                            .progress()
                            .paid()
                    + " holders.");
        }
    }

    /** The first program of the README; run again in any state, it carries on. */
    static DistributionSummary payDividend(DataSource dataSource, BlockchainGateway gateway, Executor executor) {
        // doc: five-minutes
        try (MassPayoutClient client = MassPayoutClient.builder()
                .store(JooqPayoutStore.create(dataSource)) // your pool; creates or upgrades the tables
                .gateway(gateway) // your ledger
                .executor(executor) // your threads, for calls of the ledger
                .build()) {

            Asset asset = client.assets().importAsset("0.0.789012");
            Distribution dividend = client.distributions()
                    .create(DistributionRequest.dividend(asset.id())
                            .amount("100000.00")
                            .payout(PayoutType.PERCENTAGE)
                            .concept("Q4 2026")
                            .idempotencyKey("acme-dividend-2026-q4")
                            .build());

            PayoutPreview preview = client.distributions().preview(dividend.id()); // writes no plan
            if (preview.missing() > 0) {
                throw new IllegalStateException("the treasury lacks " + preview.missing() + " smallest units");
            }
            return client.payouts().execute(dividend.id());
        }
        // end
    }

    /** What a host's scheduler calls every minute or so, in as many processes as it likes. */
    static void everyMinute(MassPayoutClient client) {
        // doc: run-due
        DueWork work = client.processing().runDue();
        work.worked()
                .forEach(summary -> summary.waiting()
                        .ifPresent(waiting ->
                                System.out.println(summary.distribution().id() + " waits for " + waiting)));
        // end
    }
}
