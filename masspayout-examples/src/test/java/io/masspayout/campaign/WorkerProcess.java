package io.masspayout.campaign;

import io.masspayout.MassPayoutClient;
import io.masspayout.engine.EngineSettings;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.jooq.SchemaMode;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.store.DistributionFilter;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.StoreUnavailableException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A worker as a host would have it: the real client on the PostgreSQL store, a scheduler that calls for due work and executes what was
 * declared. It says {@code READY}; a point of the protocol, on its standard input, sets a {@link Trap}.
 */
final class WorkerProcess {

    /** The command to end in an orderly way. */
    static final String LEAVE = "leave";

    /** Longer than the conductor waits: it dumps the threads of a worker that does not start, and so wants it alive. */
    private static final Duration STARTING = Scene.STARTING.multipliedBy(2);

    private static final int CONNECTIONS = 4;
    private static final int LEDGER_CALLS_AT_ONCE = 8;
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(20);

    private WorkerProcess() {}

    static ChildJvm start(
            String name,
            String jdbcUrl,
            CampaignLedger kind,
            URI ledger,
            CampaignTime time,
            Path log,
            List<String> options) {
        return ChildJvm.start(
                WorkerProcess.class,
                log,
                options,
                name,
                jdbcUrl,
                kind.toString(),
                ledger.toString(),
                time.file().toString(),
                String.valueOf(time.jumps()));
    }

    public static void main(String[] args) {
        CampaignLedger kind = CampaignLedger.named(args[2]);
        URI ledger = URI.create(args[3]);
        PaymentLedger gateway = kind.gateway(ledger);
        kind.warmUp(gateway, ledger);
        CampaignTime time = new CampaignTime(Path.of(args[4]), Boolean.parseBoolean(args[5]));
        work(settings(args[0], CampaignTerms.LEASE), args[1], gateway, time.clock(), time.processing());
    }

    static EngineSettings settings(String name, Duration lease) {
        return EngineSettings.defaults().withWorker(name).withLease(lease).withRetries(CampaignTerms.RETRIES);
    }

    /** Works on a ledger until it is told to leave, or dies; does not return. */
    static void work(EngineSettings settings, String jdbcUrl, PaymentLedger gateway) {
        work(settings, jdbcUrl, gateway, InstantSource.system(), ProcessingSettings.defaults());
    }

    private static void work(
            EngineSettings settings,
            String jdbcUrl,
            PaymentLedger gateway,
            InstantSource clock,
            ProcessingSettings processing) {
        Trap trap = new Trap();
        PayoutStore store = store(jdbcUrl);
        MassPayoutClient client = MassPayoutClient.builder()
                .store(trap.watch(PayoutStore.class, "store", store))
                .ledger(trap.watch(PaymentLedger.class, "ledger", gateway))
                .executor(Executors.newFixedThreadPool(LEDGER_CALLS_AT_ONCE))
                .settings(settings)
                .clock(clock)
                .processing(processing)
                .build();
        awaitDatabase(client);
        System.out.println("READY");
        new Thread(() -> forEver(() -> client.processing().runDue()), "due work").start();
        new Thread(() -> forEver(() -> executeDeclared(client)), "declared distributions").start();
        ConductorsVoice.obey(command -> {
            if (command.equals(LEAVE)) {
                System.exit(0);
            }
            trap.set(command);
        });
    }

    /** The store of a worker, on a pool of its own; the schema is there. */
    static PayoutStore store(String jdbcUrl) {
        return JooqPayoutStore.builder(MassPayoutDataSource.builder(jdbcUrl)
                        .poolSize(CONNECTIONS)
                        .statementTimeout(STATEMENT_TIMEOUT)
                        .build())
                .schemaMode(SchemaMode.NONE)
                .build();
    }

    /** Ready is who can work: most of what a first call takes is loading classes. */
    static void awaitDatabase(MassPayoutClient client) {
        Await.until("the database answers", STARTING, () -> {
            try {
                client.distributions().list(DistributionFilter.ALL, PageRequest.first(1));
                return true;
            } catch (StoreUnavailableException e) {
                return false;
            }
        });
    }

    /** What a host's scheduler does. */
    static void forEver(Runnable work) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                work.run();
            } catch (RuntimeException e) {
                // As any host's scheduler: the next call carries on.
                System.err.println(Instant.now() + " a scheduled call failed");
                e.printStackTrace();
            }
            LockSupport.parkNanos(CampaignTerms.BETWEEN_CALLS.toNanos());
        }
    }

    private static void executeDeclared(MassPayoutClient client) {
        List<Distribution> declared = client.distributions()
                .list(DistributionFilter.ALL.in(DistributionStatus.PENDING), PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
        for (Distribution distribution : declared) {
            if (!distribution.held() && !distribution.isPlanned()) {
                client.payouts().execute(distribution.id());
            }
        }
    }
}
