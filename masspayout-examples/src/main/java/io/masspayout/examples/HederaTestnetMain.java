package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.HederaGatewayBuilder;
import io.masspayout.hedera.HederaNetwork;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.MassPayoutException;
import io.masspayout.money.Units;
import io.masspayout.planning.PayoutPreview;
import io.masspayout.store.StatementLine;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A payout on a public test network, with accounts and tokens of yours, given by environment variables. */
public final class HederaTestnetMain {

    /** Stays in a database that is given, so that another run carries on where this one was stopped. */
    private static final String SCHEMA = "masspayout_hedera_example";

    private static final int NOT_FINISHED = 1;
    private static final int INCOMPLETE = 2;

    private final HederaEnvironment environment;
    private final PrintStream out;

    private HederaTestnetMain(HederaEnvironment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] args) {
        int code = run(System.out, System.err, System.getenv(), HederaNetwork::named);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** As {@link #main}, but returns the exit code: 0 when everybody is paid, 1 when not, 2 when variables are missing or wrong. */
    static int run(
            PrintStream out, PrintStream err, Map<String, String> variables, Function<String, HederaNetwork> networks) {
        try {
            return new HederaTestnetMain(HederaEnvironment.read(variables, networks), out).pay() ? 0 : NOT_FINISHED;
        } catch (HederaEnvironment.Incomplete e) {
            err.println("This example pays on a public test network, with accounts of yours. It needs to know:");
            err.println(e.getMessage());
            err.println(HederaEnvironment.PREFIX + "JDBC_URL may name a PostgreSQL that remembers what was paid."
                    + " Without a network of your own: -Dexample=HederaLocalMain");
            return INCOMPLETE;
        } catch (MassPayoutException | UncheckedIOException e) {
            err.println(e.getMessage());
            return NOT_FINISHED;
        } catch (InterruptedException e) {
            err.println("cannot go on: " + e);
            return NOT_FINISHED;
        }
    }

    private boolean pay() throws InterruptedException {
        step("Network     %s", environment);
        try (ExampleDatabase database = ExampleDatabase.openLasting(environment.jdbcUrl(), SCHEMA);
                HostThreads threads = HostThreads.start();
                HederaGateway gateway = gateway(threads);
                MassPayoutClient client = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(gateway)
                        .executor(threads.forLedgerCalls())
                        .build()) {
            step("Database    %s", database);
            if (environment.jdbcUrl().isEmpty()) {
                step("            It ends with this run and forgets what was paid: ANOTHER RUN PAYS AGAIN.");
            }
            return pay(client);
        }
    }

    private HederaGateway gateway(HostThreads threads) {
        // doc: hedera-gateway
        HederaGatewayBuilder builder = HederaGateway.builder()
                .network(environment.hedera()) // HederaNetwork.mainnet(), testnet(), or one of your own
                .operator(environment.operator(), environment.operatorSigner()) // pays the fees
                .executor(threads.forLedgerCalls()); // your threads, for requests that wait
        environment.treasurySigner().ifPresent(signer -> builder.treasury(environment.treasury(), signer));
        HederaGateway gateway = builder.build(); // connects to nothing yet
        // end
        return gateway;
    }

    private boolean pay(MassPayoutClient client) throws InterruptedException {
        Asset asset = client.assets()
                .byToken(environment.asset())
                .orElseGet(() -> client.assets()
                        .importAsset(AssetImport.of(environment.asset())
                                .paidFrom(environment.treasury())
                                .paidIn(environment.paymentToken())));
        step("Asset       %s (%s)", asset.name(), environment.asset());
        Distribution payout = client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amount(environment.amount())
                        .paidFrom(environment.treasury())
                        .paidIn(environment.paymentToken())
                        .idempotencyKey(environment.payout())
                        .build());
        if (payout.plan() == null) {
            PayoutPreview preview = client.distributions().preview(payout.id());
            step(
                    "Preview     %,d holders in %,d transfers; skipped: %s",
                    preview.plan().payableHolders(), preview.plan().batches(), preview.skipped());
            if (preview.missing() > 0) {
                step("            the treasury lacks %d smallest units", preview.missing());
                return false;
            }
        }
        DistributionSummary summary = Patience.payToEnd(client, payout.id());
        client.reports().statement(payout.id(), line -> show(payout, line));
        step(
                "%s: %,d paid, %,d failed, %,d open",
                summary.progress().status(),
                summary.progress().paid(),
                summary.progress().failed(),
                summary.progress().open());
        summary.waiting().ifPresent(waiting -> step("waits for %s: %s", waiting.reason(), waiting.detail()));
        return summary.isFinished() && summary.progress().failed() == 0;
    }

    private void show(Distribution payout, StatementLine line) {
        step(
                "            %s %s %s %s",
                line.account(),
                Units.format(line.due(), payout.currency().decimals()),
                line.status(),
                line.settledBy() != null
                        ? "https://hashscan.io/" + environment.network() + "/transaction/" + line.settledBy()
                        : line.failure() != null ? line.failure() : String.valueOf(line.skipReason()));
    }

    private void step(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }
}
