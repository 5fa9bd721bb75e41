package io.masspayout.examples;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutListener;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.store.Settlement;
import io.masspayout.validation.InvalidRequestException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What safety costs: holders are paid on a local Hedera network by the library, on a durable PostgreSQL, and by a {@link BareLoop} of
 * the same SDK calls, which keeps no books. How the two compare is told, not judged; that each holder was paid exactly once by the library
 * is judged.
 */
public final class HederaThroughputMain {

    /** What each holder gets, in smallest units of the payment token. */
    private static final long UNITS = 1_000_000;

    private static final int NOT_VERIFIED = 1;
    private static final int BAD_OPTIONS = 2;

    private final ThroughputOptions options;
    private final PrivateKey treasuryKey = PrivateKey.generateED25519();

    private HederaThroughputMain(ThroughputOptions options) {
        this.options = options;
    }

    public static void main(String... args) throws InterruptedException {
        int code = run(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** As {@link #main}, but returns the exit code: 0 when verified, 1 when not, 2 for bad options. */
    static int run(String... args) throws InterruptedException {
        ThroughputOptions options;
        try {
            options = ThroughputOptions.parse(args);
        } catch (InvalidRequestException e) {
            System.err.println(e.getMessage());
            return BAD_OPTIONS;
        }
        if (options.help()) {
            System.out.print(ThroughputOptions.HELP);
            return 0;
        }
        boolean verified = true;
        for (Duration latency : options.latencies()) {
            verified &= new HederaThroughputMain(options).compare(latency);
        }
        return verified ? 0 : NOT_VERIFIED;
    }

    private boolean compare(Duration latency) throws InterruptedException {
        try (LocalHedera hedera = LocalHedera.start(
                        options.holders(),
                        latency,
                        LocalKeySigner.of(treasuryKey).key());
                HostThreads threads = HostThreads.start();
                ExampleDatabase database = ExampleDatabase.open(options.jdbcUrl())) {
            say(
                    "Setting     %,d holders, %d transfers under way, consensus after %d ms, %s",
                    options.holders(), options.inFlight(), latency.toMillis(), database);
            long supply = Math.multiplyExact(UNITS, options.holders());
            String bareToken = hedera.paymentToken(supply, token -> token);
            String token = hedera.paymentToken(supply, plain -> plain);

            long bare;
            Map<String, Integer> failures;
            try (BareLoop loop = new BareLoop(hedera, treasuryKey, threads.forLedgerCalls())) {
                bare = loop.pay(bareToken, UNITS, options.inFlight());
                failures = loop.failures();
            }
            say("Bare loop   %s", rate(bare));
            Run run = library(hedera, token, supply, threads, database);
            say(
                    "Library     %s, after %d ms of reading, sharing and planning",
                    rate(run.paying()), millis(run.planning()));
            long hundredths = 100 * bare / run.paying();
            say("Ratio       %d.%02d of the bare loop's rate", hundredths / 100, hundredths % 100);

            run.books().disagreements().forEach(line -> say("DISAGREES   %s", line));
            boolean verified = run.books().agrees();
            say(
                    "%s the library paid %d holders once each in %d transfers; the bare loop paid %s",
                    verified ? "VERIFIED" : "NOT VERIFIED",
                    run.books().holders(),
                    run.books().transfers(),
                    everybodyHas(hedera, bareToken)
                            ? "all of them, too"
                            : "not all of them, and knows only " + failures);
            return verified;
        }
    }

    /**
     * What the library did.
     *
     * @param planning nanoseconds from the call to the plan
     * @param paying nanoseconds from the plan to the last settlement
     */
    private record Run(long planning, long paying, LocalVerification books) {}

    private Run library(LocalHedera hedera, String token, long supply, HostThreads threads, ExampleDatabase database)
            throws InterruptedException {
        AtomicLong planned = new AtomicLong();
        AtomicLong settled = new AtomicLong();
        try (HederaGateway gateway = hedera.gateway()
                        .treasury(hedera.treasury(), LocalKeySigner.of(treasuryKey))
                        .transfersPerSecond(LedgerLimits.UNPACED)
                        .maxInFlight(options.inFlight())
                        .executor(threads.forLedgerCalls())
                        .build();
                MassPayoutClient client = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(gateway)
                        .executor(threads.forLedgerCalls())
                        .settings(EngineSettings.defaults().withMaxInFlight(options.inFlight()))
                        .listener(new PayoutListener() {
                            @Override
                            public void planned(Distribution distribution) {
                                planned.set(System.nanoTime());
                            }

                            @Override
                            public void settled(Distribution distribution, Settlement settlement) {
                                settled.set(System.nanoTime());
                            }
                        })
                        .build()) {
            Asset asset = client.assets()
                    .importAsset(AssetImport.of(hedera.asset())
                            .paidFrom(hedera.treasury())
                            .paidIn(token));
            Distribution dividend = client.distributions()
                    .create(DistributionRequest.dividend(asset.id())
                            .amountPerHolder("1.00")
                            .idempotencyKey("throughput")
                            .build());
            long began = System.nanoTime();
            Patience.payToEnd(client, dividend.id());
            Map<String, Long> balances = new HashMap<>();
            for (int i = 0; i < options.holders(); i++) {
                balances.put(hedera.holders().account(i), LocalHedera.issued(i));
            }
            return new Run(
                    planned.get() - began,
                    settled.get() - planned.get(),
                    LocalVerification.of(dividend.id(), client, hedera, token, supply, balances));
        }
    }

    private boolean everybodyHas(LocalHedera hedera, String token) {
        for (int i = 0; i < options.holders(); i++) {
            if (hedera.ledger().balance(hedera.holders().account(i), token) != UNITS) {
                return false;
            }
        }
        return hedera.ledger().balance(hedera.treasury(), token) == 0;
    }

    private String rate(long nanos) {
        return String.format(
                Locale.ROOT,
                "%,d holders in %,d ms, %,d holders a second",
                options.holders(),
                millis(nanos),
                TimeUnit.SECONDS.toMillis(options.holders()) / Math.max(1, millis(nanos)));
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
