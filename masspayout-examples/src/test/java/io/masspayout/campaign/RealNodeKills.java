package io.masspayout.campaign;

import io.masspayout.model.DistributionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Kills worker and node while a distribution is paid, as {@link RealNodeStrike#PLAN} says: the first time when a small part of the holders has been
 * paid, the last time when few are left, and never before somebody was paid since the time before.
 */
final class RealNodeKills {

    private static final String WORKER = "doomed";

    /** A transfer that the node forgot is tried again when its validity is proved to be over; three times that, on a busy machine. */
    private static final Duration MOVING = Duration.ofMinutes(5);

    /** Points are passed with every batch; but all that is open may wait for a proof. */
    private static final Duration REACHING = Duration.ofMinutes(3);

    private final RealNodeStage stage;
    private final DistributionId distribution;
    private final int holders;
    private final List<RealNodeKill> done = new ArrayList<>();
    private final List<Long> workerStarts = new ArrayList<>();
    private final List<Long> nodeStarts = new ArrayList<>();
    private ChildJvm worker;
    private long launched;

    /** Starts a worker, and returns when it is at work. */
    RealNodeKills(RealNodeStage stage, DistributionId distribution, int holders) throws InterruptedException {
        this.stage = stage;
        this.distribution = distribution;
        this.holders = holders;
        replaceWorker();
    }

    /** Leaves a worker at work and a node that runs. */
    List<RealNodeKill> play() throws InterruptedException {
        int parts = RealNodeStrike.PLAN.size() + 1;
        for (int i = 1; i < parts; i++) {
            awaitPaid((long) holders * i / parts);
            strike(RealNodeStrike.PLAN.get(i - 1));
        }
        return List.copyOf(done);
    }

    private void awaitPaid(long least) {
        long before = stage.paid(distribution);
        stage.await(least + " holders are paid, and more than " + before, MOVING, () -> {
            requireWorker();
            long paid = stage.paid(distribution);
            return paid >= least && paid > before;
        });
    }

    private void strike(RealNodeStrike strike) throws InterruptedException {
        switch (strike.kind()) {
            case WORKER -> {
                kill("worker at a random moment");
                replaceWorker();
            }
            case WORKER_AT -> {
                reach(strike.point());
                kill("worker " + strike.point());
                replaceWorker();
            }
            case NODE -> {
                killNode("node, the worker lives on");
                startNode();
            }
            case NODE_AND_WORKER -> {
                killNode("node, and the worker with it");
                kill("worker while there is no node");
                launchWorker();
                startNode();
                awaitReady();
            }
        }
    }

    private void reach(String point) throws InterruptedException {
        worker.say(point);
        if (worker.line("AT " + point, REACHING).isEmpty()) {
            throw new IllegalStateException("the worker does not come to " + point + ": " + worker + ", "
                    + stage.books().stuck() + "; see " + stage.directory());
        }
    }

    private void kill(String how) {
        requireWorker();
        worker.kill();
        note(how, false);
    }

    private void killNode(String how) {
        stage.node().kill();
        note(how, true);
    }

    private void note(String how, boolean ofNode) {
        done.add(new RealNodeKill(how, ofNode, stage.paid(distribution), stage.status(distribution)));
    }

    private void requireWorker() {
        if (!worker.isAlive()) {
            throw new IllegalStateException("the worker died by itself: " + worker + "; see " + stage.directory());
        }
    }

    private void replaceWorker() throws InterruptedException {
        launchWorker();
        awaitReady();
    }

    private void launchWorker() {
        launched = System.nanoTime();
        worker = stage.startWorker(WORKER, RealNodePace.SLOW);
    }

    private void awaitReady() throws InterruptedException {
        stage.awaitReady(worker);
        workerStarts.add(millisSince(launched));
    }

    private void startNode() {
        long begun = System.nanoTime();
        stage.node().start();
        nodeStarts.add(millisSince(begun));
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    /** The figures, a line each. */
    @Override
    public String toString() {
        Map<String, Long> counts =
                done.stream().collect(Collectors.groupingBy(RealNodeKill::how, TreeMap::new, Collectors.counting()));
        List<String> lines = new ArrayList<>();
        counts.forEach((how, count) -> lines.add("  kill -9 of the " + how + ": " + count));
        lines.add("  holders paid at each kill: "
                + done.stream().map(RealNodeKill::paid).map(String::valueOf).collect(Collectors.joining(" ")));
        lines.add("  starts of the worker until it is at work (ms): " + workerStarts);
        lines.add("  starts of the node until it takes transactions (ms): " + nodeStarts);
        return String.join(System.lineSeparator(), lines);
    }
}
