package io.masspayout.campaign;

import io.masspayout.MassPayoutClient;
import io.masspayout.engine.EngineSettings;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.processing.DueWork;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.store.PayoutStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A host that does nothing but call for due work, by the clock of the year. It says {@code READY}; a point of the protocol, on its standard
 * input, sets a {@link Trap}.
 */
final class YearWorkerProcess {

    private static final int LEDGER_CALLS_AT_ONCE = 4;

    private YearWorkerProcess() {}

    static ChildJvm start(String name, String jdbcUrl, URI ledger, Path clock, Path log, List<String> options) {
        return ChildJvm.start(
                YearWorkerProcess.class, log, options, name, jdbcUrl, ledger.toString(), clock.toString());
    }

    public static void main(String[] args) {
        Trap trap = new Trap();
        RemoteLedger ledger = new RemoteLedger(URI.create(args[2]));
        InstantSource clock = SharedClock.in(Path.of(args[3]));
        MassPayoutClient client = MassPayoutClient.builder()
                .store(trap.watch(PayoutStore.class, "store", WorkerProcess.store(args[1])))
                .ledger(trap.watch(PaymentLedger.class, "ledger", ledger))
                .events(trap.watch(EventSource.class, "events", ledger))
                .clock(clock)
                .executor(Executors.newFixedThreadPool(LEDGER_CALLS_AT_ONCE))
                .processing(ProcessingSettings.defaults().withoutClockCheck())
                .settings(EngineSettings.defaults()
                        .withWorker(args[0])
                        .withLease(CampaignTerms.LEASE)
                        .withRetries(CampaignTerms.RETRIES))
                .build();
        WorkerProcess.awaitDatabase(client);
        System.out.println("READY");
        new Thread(() -> WorkerProcess.forEver(() -> work(client, clock)), "due work").start();
        ConductorsVoice.obey(trap::set);
    }

    private static void work(MassPayoutClient client, InstantSource clock) {
        DueWork work = client.processing().runDue();
        work.failed().forEach((id, why) -> System.err.println(clock.instant() + " distribution " + id + ": " + why));
        work.troubles().forEach((what, why) -> System.err.println(clock.instant() + " " + what + ": " + why));
    }
}
