package io.masspayout.campaign;

import io.masspayout.model.DistributionStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One worker pays a small distribution undisturbed and leaves behind an archive of the classes it needed. With it those who come after
 * are at work in half the time, or a campaign would mostly watch virtual machines start.
 */
final class Rehearsal {

    /** On a busy machine a virtual machine that records its classes takes most of a minute to load them. */
    private static final Duration AT_MOST = Duration.ofMinutes(3);

    private static final int HOLDERS = 30;

    private static final Set<CampaignLedger> HELD = EnumSet.noneOf(CampaignLedger.class);

    private Rehearsal() {}

    /** Options that make a worker use the archive, if there is one. */
    static synchronized List<String> sharing(CampaignLedger kind) {
        return HELD.contains(kind) ? List.of("-XX:SharedArchiveFile=" + archive(kind)) : List.of();
    }

    private static Path archive(CampaignLedger kind) {
        return Scene.LOGS.resolve("worker-" + kind + ".jsa").toAbsolutePath();
    }

    /** Held once for each ledger in the life of the conductor; the distribution it paid is one to be audited, too. */
    static synchronized Declared hold(Scene scene, int assetIndex) throws Exception {
        Declared declared = new Declared(
                scene.declare(scene.openAsset(assetIndex, HOLDERS), "rehearsal", 1_000_000_007L)
                        .id(),
                HOLDERS);
        boolean first = !HELD.contains(scene.kind());
        Path archive = archive(scene.kind());
        Files.deleteIfExists(first ? archive : Path.of("no such file"));
        ChildJvm worker = scene.startWorker(
                "rehearsal", first ? List.of("-XX:ArchiveClassesAtExit=" + archive) : sharing(scene.kind()));
        Await.until(
                "a worker in a fair world pays " + HOLDERS + " holders",
                AT_MOST,
                () -> scene.client().distributions().get(declared.id()).status() == DistributionStatus.COMPLETED);
        worker.say(WorkerProcess.LEAVE);
        Await.until("the rehearsing worker has left", AT_MOST, () -> !worker.isAlive());
        HELD.add(scene.kind());
        return declared;
    }
}
