package io.masspayout.campaign;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Leads a simulated year by its plan, to its end, and has it audited. */
final class YearConductor {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final YearPlan plan;
    private final PrintStream out;

    YearConductor(YearPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    YearReport lead() throws Exception {
        long begun = System.nanoTime();
        Tally tally = new Tally(Integer.MAX_VALUE);
        try (YearScene scene = YearScene.open(plan)) {
            out.println("Logs are in " + scene.directory());
            YearHost host = new YearHost(scene, plan);
            YearCalendar calendar = new YearCalendar(scene, plan, host, tally);
            play(scene, tally, calendar);
            calendar.awaitQuiet();
            scene.killWorkers();
            return new YearReport(
                    plan,
                    host.figures(),
                    tally.all(),
                    tally.strikes(),
                    YearAudit.of(scene, scene.places(), host.expected(), host.templates()),
                    new Books(scene.dataSource()).contradictions(),
                    Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /** Workers are struck as long as the year lasts. */
    private void play(YearScene scene, Tally tally, YearCalendar calendar) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(YearPlan.WORKERS + 1);
        try {
            List<Future<?>> played = new ArrayList<>();
            Future<?> year = threads.submit(() -> {
                try {
                    calendar.goBy();
                } finally {
                    tally.end();
                }
            });
            played.add(year);
            for (int i = 1; i <= YearPlan.WORKERS; i++) {
                String name = "worker-" + i;
                played.add(threads.submit(
                        () -> new WorkerStrand(name, scene, tally, plan.dice(name), YearPlan::strike).call()));
            }
            Instant start = Instant.now();
            while (!Await.atMost(BETWEEN_LINES, () -> played.stream().allMatch(Future::isDone) || hasFailed(played))) {
                out.println(Duration.between(start, Instant.now()).toSeconds() + " s: it is "
                        + scene.clock().instant() + ", " + tally.strikes() + " kills and freezes");
            }
            for (Future<?> one : failedFirst(played)) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean hasFailed(List<Future<?>> played) {
        return played.stream().anyMatch(YearConductor::hasFailed);
    }

    private static List<Future<?>> failedFirst(List<Future<?>> played) {
        return hasFailed(played)
                ? played.stream().filter(YearConductor::hasFailed).toList()
                : played;
    }

    private static boolean hasFailed(Future<?> one) {
        if (!one.isDone()) {
            return false;
        }
        try {
            one.get();
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
