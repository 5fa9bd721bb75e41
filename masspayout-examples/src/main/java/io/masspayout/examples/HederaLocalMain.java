package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.local.Holders;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.FailureCode;
import io.masspayout.model.MassPayoutException;
import io.masspayout.money.Units;
import io.masspayout.planning.PayoutPreview;
import io.masspayout.store.RetryResult;
import io.masspayout.validation.InvalidRequestException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A dividend on Hedera, without Hedera: the gateway and the real SDK, over gRPC and HTTP, against a network inside this process. Some
 * holders cannot be paid at first; in the end the network's own balances are compared with the statement.
 */
public final class HederaLocalMain {

    private static final String DIVIDEND = "25000.00";

    /** Twice the dividend, in smallest units of the payment token. */
    private static final long TREASURY_UNITS = 50_000_000_000L;

    private static final long TRADED = 3;

    private static final String TREASURY_KEY = "acme-treasury";

    private static final int NOT_VERIFIED = 1;
    private static final int BAD_OPTIONS = 2;

    private final HederaOptions options;
    private final PrintStream out;

    private HederaLocalMain(HederaOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] args) {
        int code = run(System.out, System.err, args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** As {@link #main}, but returns the exit code: 0 when verified, 1 when not or when something failed, 2 for bad options. */
    static int run(PrintStream out, PrintStream err, String... args) {
        try {
            HederaOptions options = HederaOptions.parse(args);
            if (options.help()) {
                out.print(HederaOptions.HELP);
                return 0;
            }
            return new HederaLocalMain(options, out).tour() ? 0 : NOT_VERIFIED;
        } catch (InvalidRequestException e) {
            err.println(e.getMessage());
            return BAD_OPTIONS;
        } catch (MassPayoutException | UncheckedIOException e) {
            err.println(e.getMessage());
            return NOT_VERIFIED;
        } catch (InterruptedException e) {
            err.println("cannot go on: " + e);
            return NOT_VERIFIED;
        }
    }

    private boolean tour() throws InterruptedException {
        KeyService kms = new KeyService();
        kms.create(TREASURY_KEY);
        TransactionSigner treasurySigner = KeyService.signer(kms, TREASURY_KEY);
        try (LocalHedera hedera = LocalHedera.start(options.holders(), options.latency(), treasurySigner.key());
                ExampleDatabase database = ExampleDatabase.open(options.jdbcUrl());
                HostThreads threads = HostThreads.start();
                HederaGateway gateway = hedera.gateway()
                        .treasury(hedera.treasury(), treasurySigner)
                        .executor(threads.forLedgerCalls())
                        .build();
                MassPayoutClient client = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(gateway)
                        .executor(threads.forLedgerCalls())
                        .build()) {
            step("Database    %s, migrated", database);
            step(
                    "Network     %d nodes and a mirror node on this machine; consensus takes %d ms",
                    hedera.network().nodes().size(), options.latency().toMillis());
            return pay(client, hedera);
        }
    }

    private boolean pay(MassPayoutClient client, LocalHedera hedera) throws InterruptedException {
        String token = hedera.paymentToken(
                TREASURY_UNITS,
                options -> options.freezeKey(hedera.operatorKey().getPublicKey()));
        step(
                "Accounts    fees are paid by %s, the dividend by treasury %s, whose key is in a key service",
                hedera.operator(), hedera.treasury());
        Map<String, Long> balances = new TreeMap<>();
        Instant recordDate = tradeAroundRecordDate(hedera, balances);
        LocalRefusals refusals = LocalRefusals.among(hedera.holders(), hedera.ledger(), token);

        Asset asset = client.assets()
                .importAsset(AssetImport.of(hedera.asset())
                        .paidFrom(hedera.treasury())
                        .paidIn(token));
        step("Asset       %s, token %s, %,d holders at the record date", asset.name(), hedera.asset(), balances.size());
        // doc: hedera-record-date
        Distribution dividend = client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amount(DIVIDEND)
                        .recordDate(recordDate)
                        .concept("Dividend on Hedera")
                        .idempotencyKey("hedera-dividend-1")
                        .build());
        // end
        step("Dividend    %s %s, record date %s", DIVIDEND, LocalHedera.SYMBOL, recordDate);
        PayoutPreview preview = client.distributions().preview(dividend.id());
        step(
                "Preview     %,d holders in %,d batches get %s to %s each",
                preview.plan().payableHolders(),
                preview.plan().batches(),
                money(preview.smallest()),
                money(preview.largest()));

        step("Paying      %,d of the holders cannot be paid yet", refusals.count());
        DistributionSummary first = Patience.payToEnd(client, dividend.id());
        Map<String, FailureCode> failed = LocalRefusals.failed(client, dividend.id());
        step(
                "            %s: %,d paid, %,d failed: %s",
                first.progress().status(), first.progress().paid(), failed.size(), counts(failed));
        refusals.mend();
        RetryResult retry = client.payouts().retryFailed(dividend.id(), "example", "mended on the ledger");
        step("Retrying    unfrozen, associated, signature waived: %,d holders in new batches", retry.holders());
        DistributionSummary second = Patience.payToEnd(client, dividend.id());
        step(
                "            %s: %,d paid",
                second.progress().status(), second.progress().paid());

        return verified(
                LocalVerification.of(dividend.id(), client, hedera, token, TREASURY_UNITS, balances),
                refusals.explain(failed));
    }

    /**
     * Lets two holders trade before the record date, which counts, and two more after it, which does not.
     *
     * @param balances gets what each holds at the record date
     * @return the record date: the next full second
     */
    private static Instant tradeAroundRecordDate(LocalHedera hedera, Map<String, Long> balances)
            throws InterruptedException {
        Holders holders = hedera.holders();
        hedera.ledger().transfer(hedera.asset(), holders.account(0), holders.account(1), TRADED);
        Instant recordDate =
                hedera.ledger().now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (!hedera.ledger().now().isAfter(recordDate)) {
            Thread.sleep(10);
        }
        hedera.ledger().transfer(hedera.asset(), holders.account(2), holders.account(3), LocalHedera.issued(2));
        for (int i = 0; i < holders.count(); i++) {
            balances.put(holders.account(i), LocalHedera.issued(i));
        }
        balances.merge(holders.account(0), -TRADED, Math::addExact);
        balances.merge(holders.account(1), TRADED, Math::addExact);
        return recordDate;
    }

    private static Map<FailureCode, Long> counts(Map<String, FailureCode> failed) {
        return failed.values().stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private boolean verified(LocalVerification books, boolean explained) {
        books.disagreements().forEach(line -> step("DISAGREES   %s", line));
        if (!explained) {
            step("DISAGREES   not those failed who had to, or not for the right reason");
        }
        boolean verified = books.agrees() && explained;
        step(
                "%s %d holders paid in %d transfers, %s in all: the network's balances and the statement %s",
                verified ? "VERIFIED" : "NOT VERIFIED",
                books.holders(),
                books.transfers(),
                money(books.units()),
                verified ? "agree to the smallest unit" : "do not agree");
        return verified;
    }

    private static String money(long units) {
        return Units.format(units, LocalHedera.DECIMALS) + " " + LocalHedera.SYMBOL;
    }

    private void step(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }
}
