package io.masspayout.campaign;

import io.masspayout.model.AssetId;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Leads a campaign by its plan, to its end, and has it audited. */
final class Conductor {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    /** A dead id is proved a minute after it was made, and the machine may be busy with other things. */
    private static final Duration STANDSTILL = Duration.ofMinutes(2);

    private final CampaignPlan plan;
    private final PrintStream out;

    Conductor(CampaignPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    CampaignReport lead() throws Exception {
        out.println("Campaign on the " + plan.ledger() + " ledger with seed " + plan.seed() + ": " + plan.strikes()
                + " kills and freezes and " + plan.restores() + " restores and clones over at least "
                + plan.distributions() + " distributions");
        Instant begun = Instant.now();
        Tally tally = new Tally(plan.strikes(), plan.restores());
        try (Scene scene = Scene.open(plan.ledger() + "-seed-" + plan.seed(), plan.ledger(), plan.restores() > 0)) {
            out.println("Logs are in " + scene.directory());
            HostStrand host = new HostStrand(scene, tally, plan, assets(scene));
            host.add(Rehearsal.hold(scene, plan.sizes().size()));
            TroubleStrand trouble = new TroubleStrand(scene, tally, plan.dice("trouble"), host);
            play(scene, tally, host, trouble);
            out.println("Everything is mended; the workers bring everything to its end");
            new Finale(scene, tally, STANDSTILL, plan.restores() > 0).play();
            EvidenceWithoutClones evidence = new EvidenceWithoutClones(
                    scene, host.declared(), trouble.clones().theirTransactions());
            tally.add("payments that only a clone made twice", evidence.leftOut());
            CampaignAudit audit = CampaignAudit.of(evidence, host.declared());
            List<String> violations = new ArrayList<>(audit.violations());
            violations.addAll(trouble.clones().violations());
            return new CampaignReport(
                    plan.seed(),
                    tally.strikes(),
                    tally.all(),
                    audit.byStatus(),
                    audit.holders(),
                    audit.paid(),
                    audit.transactions(),
                    scene.console().struck(),
                    new Books(scene.dataSource()).contradictions(),
                    tally.restores(),
                    violations,
                    Duration.between(begun, Instant.now()));
        }
    }

    /** An asset of each size. */
    private Map<Integer, AssetId> assets(Scene scene) {
        Map<Integer, AssetId> assets = new LinkedHashMap<>();
        for (int size : plan.sizes()) {
            assets.computeIfAbsent(size, holders -> scene.openAsset(assets.size(), holders));
        }
        return assets;
    }

    private void play(Scene scene, Tally tally, HostStrand host, TroubleStrand trouble) throws Exception {
        List<Callable<Void>> strands = new ArrayList<>();
        for (int i = 1; i <= plan.workers(); i++) {
            String name = "worker-" + i;
            strands.add(new WorkerStrand(name, scene, tally, plan.dice(name), CampaignPlan::strike));
        }
        strands.add(trouble);
        strands.add(host);
        ExecutorService threads = Executors.newFixedThreadPool(strands.size());
        try {
            Instant begun = Instant.now();
            List<Future<Void>> played = strands.stream().map(threads::submit).toList();
            while (!Await.atMost(BETWEEN_LINES, () -> isOver(played))) {
                out.println(Duration.between(begun, Instant.now()).toSeconds() + " s: " + tally.strikes() + " of "
                        + tally.wanted() + " kills and freezes, " + tally.of(Tally.POSTMASTER)
                        + " kills of the postmaster, " + tally.restores() + " restores and clones, of which "
                        + tally.of(Tally.LACKED) + " lacked a payment, "
                        + host.declared().size() + " distributions");
            }
            for (Future<Void> strand : failedFirst(played)) {
                strand.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isOver(List<Future<Void>> played) {
        return played.stream().allMatch(Future::isDone) || played.stream().anyMatch(Conductor::hasFailed);
    }

    private static List<Future<Void>> failedFirst(List<Future<Void>> played) {
        List<Future<Void>> failed = played.stream().filter(Conductor::hasFailed).toList();
        return failed.isEmpty() ? played : failed;
    }

    private static boolean hasFailed(Future<Void> strand) {
        if (!strand.isDone()) {
            return false;
        }
        try {
            strand.get();
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
