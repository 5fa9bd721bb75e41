package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.HolderSource;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.MassPayoutException;
import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import io.masspayout.model.TokenId;
import io.masspayout.money.Units;
import io.masspayout.planning.PayoutPreview;
import io.masspayout.report.PayoutReport;
import io.masspayout.store.RetryResult;
import io.masspayout.store.StatementLine;
import io.masspayout.validation.InvalidRequestException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The whole way, on one page: a database, a register, a dividend, a preview, payments, a retry, reports, and a check of the books. */
public final class QuickStartMain {

    private static final String DIVIDEND = "1000000.00";
    private static final int LARGEST_SHOWN = 5;

    private static final int DISAGREEMENT = 1;
    private static final int BAD_OPTIONS = 2;

    private final Options options;
    private final PrintStream out;

    private QuickStartMain(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] args) {
        int code = run(System.out, System.err, args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** As {@link #main}, but returns the exit code: 0 when the books agree, 1 when not or when something failed, 2 for bad options. */
    static int run(PrintStream out, PrintStream err, String... args) {
        Options options;
        try {
            options = Options.parse(args);
        } catch (InvalidRequestException e) {
            err.println(e.getMessage());
            return BAD_OPTIONS;
        }
        if (options.help()) {
            out.print(Options.HELP);
            return 0;
        }
        try {
            return new QuickStartMain(options, out).tour() ? 0 : DISAGREEMENT;
        } catch (MassPayoutException | UncheckedIOException e) {
            err.println(e.getMessage());
            return DISAGREEMENT;
        } catch (IOException | SQLException | InterruptedException e) {
            err.println("cannot go on: " + e);
            return DISAGREEMENT;
        }
    }

    private boolean tour() throws IOException, SQLException, InterruptedException {
        Path register = options.register()
                .orElseGet(() -> ExampleRegister.write(Path.of("target/quickstart/register.csv"), options.holders()));
        try (ExampleDatabase database = ExampleDatabase.open(options.jdbcUrl());
                HostThreads threads = HostThreads.start()) {
            ExampleLedger ledger =
                    ExampleLedger.open(register, options.refusals(), options.latency(), threads.scheduler());
            try (MassPayoutClient client = MassPayoutClient.builder()
                    .store(database.store())
                    .gateway(ledger.client())
                    .executor(threads.forLedgerCalls())
                    .build()) {
                step("Database    %s, migrated", database);
                return pay(client, register, ledger, database, threads);
            }
        }
    }

    private boolean pay(
            MassPayoutClient client, Path register, ExampleLedger ledger, ExampleDatabase database, HostThreads threads)
            throws IOException, SQLException, InterruptedException {
        Asset asset = client.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
        long lines = client.assets().importRegister(asset.id(), register);
        step("Register    %,d holders of %s from %s", lines, asset.name(), register);

        Distribution dividend = client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amount(DIVIDEND)
                        .holdersFrom(HolderSource.REGISTER)
                        .concept("Dividend of the quick start")
                        .idempotencyKey("quickstart-dividend-1")
                        .build());
        step("Dividend    %s %s, distribution %s", DIVIDEND, ExampleLedger.SYMBOL, dividend.id());

        PayoutPreview preview = client.distributions().preview(dividend.id());
        Plan plan = preview.plan();
        step(
                "Preview     %,d holders in %,d batches get %s to %s each; skipped: %s",
                plan.payableHolders(),
                plan.batches(),
                money(preview.smallest()),
                money(preview.largest()),
                inWords(preview.skipped()));

        long before = balance(ledger);
        step(
                "Paying      %,d of the holders cannot be paid yet, %,d of them fail their batch",
                ledger.refusals().count(), ledger.refusals().surprising());
        DistributionSummary first = payWithBar(client, dividend, threads);
        step(
                "            %s: %,d paid, %,d failed",
                first.progress().status(),
                first.progress().paid(),
                first.progress().failed());

        if (first.progress().failed() > 0) {
            ledger.refusals().mend();
            // doc: retry
            RetryResult retry =
                    client.payouts().retryFailed(dividend.id(), "quick start", "the recipients can be paid now");
            // end
            step("Retrying    the causes are mended: %,d holders, new batches: %,d", retry.holders(), retry.batches());
            payWithBar(client, dividend, threads);
        }

        PayoutReport report = writeStatement(client, dividend);
        printSummary(report, client);
        return verify(client, dividend, ledger, before - balance(ledger), database);
    }

    private DistributionSummary payWithBar(MassPayoutClient client, Distribution dividend, HostThreads threads)
            throws InterruptedException {
        try (ProgressBar bar = new ProgressBar(
                () -> client.distributions().summary(dividend.id()).progress(), out, threads.scheduler())) {
            bar.show();
            return Patience.payToEnd(client, dividend.id());
        }
    }

    private PayoutReport writeStatement(MassPayoutClient client, Distribution dividend) throws IOException {
        Files.createDirectories(options.csv().toAbsolutePath().getParent());
        try (Writer csv = Files.newBufferedWriter(options.csv())) {
            PayoutReport report = client.reports().statementCsv(dividend.id(), csv);
            step("Statement   %s, %,d lines", options.csv(), report.holders());
            return report;
        }
    }

    private void printSummary(PayoutReport report, MassPayoutClient client) {
        Highlights highlights = new Highlights(LARGEST_SHOWN);
        client.reports().statement(report.distribution().id(), highlights);
        step("Summary     %s", report.distribution().status());
        step("            paid      %s to %,d holders", money(report.paid()), report.count(HolderStatus.PAID));
        step(
                "            failed    %s to %,d holders",
                money(report.due(HolderStatus.FAILED)), report.count(HolderStatus.FAILED));
        step("            skipped   %s", inWords(report.skips()));
        step("            retained  %s", money(report.retained()));
        step("Largest");
        highlights.largest().forEach(line -> step("            %s %s", line.accountAsGiven(), money(line.paid())));
        step("Samples     account, balance, due, paid, status, failed tries, ledger transaction");
        highlights.samples().forEach(this::printLine);
    }

    private void printLine(StatementLine line) {
        step(
                "            %s, %d, %s, %s, %s, %d, %s",
                line.accountAsGiven(),
                line.balance(),
                money(line.due()),
                money(line.paid()),
                line.skipReason() == null ? line.status() : line.status() + " " + line.skipReason(),
                line.attempts(),
                line.settledBy() == null ? "none" : line.settledBy());
    }

    private boolean verify(
            MassPayoutClient client, Distribution dividend, ExampleLedger ledger, long taken, ExampleDatabase database)
            throws SQLException {
        Verification result = Verification.of(dividend.id(), client, ledger.network(), taken, database);
        result.disagreements().forEach(line -> step("DISAGREES   %s", line));
        step(
                "%s %d holders paid in %d batches, %s %s in all: ledger and database %s to the smallest unit",
                result.agrees() ? "VERIFIED" : "NOT VERIFIED",
                result.holders(),
                result.batches(),
                result.paid().toPlainString(),
                ExampleLedger.SYMBOL,
                result.agrees() ? "agree" : "do not agree");
        return result.agrees();
    }

    private static long balance(ExampleLedger ledger) {
        return ledger.network().balance(AccountId.of(ExampleLedger.TREASURY), TokenId.of(ExampleLedger.PAYMENT_TOKEN));
    }

    private static String inWords(Map<SkipReason, Long> skips) {
        return skips.isEmpty() ? "nobody" : new TreeMap<>(skips).toString();
    }

    private static String money(long units) {
        return Units.format(units, ExampleLedger.DECIMALS) + " " + ExampleLedger.SYMBOL;
    }

    private void step(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }
}
