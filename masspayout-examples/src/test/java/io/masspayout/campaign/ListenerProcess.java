package io.masspayout.campaign;

import io.masspayout.MassPayoutClient;
import io.masspayout.campaign.ScriptedEvent.Kind;
import io.masspayout.engine.EngineSettings;
import io.masspayout.events.EventHandler;
import io.masspayout.ledger.EventSource;
import io.masspayout.processing.DueWork;
import io.masspayout.store.PayoutStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A host that only listens: the real client on the PostgreSQL store, and in the same process a ledger of its own that tells everybody the
 * same. It says {@code READY}; {@code away} and {@code back} on its standard input change what its mirror does, anything else sets a
 * {@link Trap}.
 */
final class ListenerProcess {

    static final String AWAY = "away";
    static final String BACK = "back";

    private ListenerProcess() {}

    static ChildJvm start(String name, String jdbcUrl, long seed, Path clock, Path log, List<String> options) {
        return ChildJvm.start(
                ListenerProcess.class, log, options, name, jdbcUrl, String.valueOf(seed), clock.toString());
    }

    public static void main(String[] args) {
        ScriptedMirror mirror =
                new ScriptedMirror(EventScript.of(Long.parseLong(args[2])), SharedClock.in(Path.of(args[3])));
        Trap trap = new Trap();
        MassPayoutClient client = MassPayoutClient.builder()
                .store(trap.watch(PayoutStore.class, "store", WorkerProcess.store(args[1])))
                .ledger(mirror.ledger())
                .events(trap.watch(EventSource.class, "mirror", mirror))
                .eventDecoder(Kind.KNOWN.name(), HostTable::read)
                .eventDecoder(Kind.GARBLED.name(), HostTable::read)
                .eventDecoder(Kind.REFUSED.name(), HostTable::read)
                .eventDecoder(Kind.BREAKS_SQL.name(), HostTable::read)
                .eventDecoder(Kind.NOBODY_HANDLES.name(), event -> new HostTable.Hearsay(event.type()))
                .eventHandler(HostTable.Numbered.class, watched(trap))
                .settings(EngineSettings.defaults().withWorker(args[0]))
                .build();
        WorkerProcess.awaitDatabase(client);
        System.out.println("READY");
        new Thread(() -> WorkerProcess.forEver(() -> listen(client)), "listener").start();
        ConductorsVoice.obey(command -> {
            if (command.equals(AWAY) || command.equals(BACK)) {
                mirror.isAway(command.equals(AWAY));
            } else {
                trap.set(command);
            }
        });
    }

    @SuppressWarnings("unchecked") // A proxy knows no type parameters.
    private static EventHandler<HostTable.Numbered> watched(Trap trap) {
        return trap.watch(EventHandler.class, "host", new HostTable());
    }

    private static void listen(MassPayoutClient client) {
        DueWork work = client.processing().pollEvents();
        work.troubles().forEach((what, why) -> System.err.println(Instant.now() + " " + what + ": " + why));
    }
}
