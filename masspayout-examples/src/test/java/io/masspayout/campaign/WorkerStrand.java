package io.masspayout.campaign;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The fate of one worker after the other in one place: started, struck, started again. */
final class WorkerStrand implements Callable<Void> {

    /** A point of the protocol that is not reached within this time is not waited for any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final String name;
    private final Workplace workplace;
    private final Tally tally;
    private final Random dice;
    private final Function<Random, Strike> strikes;
    private ChildJvm worker;
    private int closures;

    /**
     * With its first worker at work.
     *
     * @param strikes throws dice for what happens to a worker next
     */
    WorkerStrand(String name, Workplace workplace, Tally tally, Random dice, Function<Random, Strike> strikes)
            throws InterruptedException {
        this.name = name;
        this.workplace = workplace;
        this.tally = tally;
        this.dice = dice;
        this.strikes = strikes;
        this.worker = started();
    }

    @Override
    public Void call() throws InterruptedException {
        while (tally.mayStrike()) {
            Strike strike = strikes.apply(dice);
            pass(strike.after());
            startIfAllWereStopped();
            switch (strike.kind()) {
                case KILL -> kill(Tally.KILLED_AT_RANDOM);
                case KILL_AT -> killAt(strike.point());
                case FREEZE -> freeze(strike.length());
            }
        }
        while (!tally.isOver()) {
            startIfAllWereStopped();
            pass(BETWEEN_LOOKS);
        }
        startIfAllWereStopped();
        return null;
    }

    private void startIfAllWereStopped() throws InterruptedException {
        if (worker.isAlive()) {
            return;
        }
        if (closures == workplace.closures()) {
            throw new IllegalStateException(name + " died by itself; see " + workplace.directory());
        }
        worker = started();
    }

    private void killAt(String point) throws InterruptedException {
        worker.say(point);
        Optional<String> reached = worker.line("AT", PATIENCE);
        kill(reached.isPresent() ? Tally.KILLED_AT + point : Tally.KILLED_AT_RANDOM);
    }

    private void kill(String how) throws InterruptedException {
        worker.kill();
        tally.struck(how);
        worker = started();
    }

    private void freeze(Duration length) {
        worker.freeze();
        pass(length);
        worker.thaw();
        tally.struck(Tally.FROZEN);
    }

    private ChildJvm started() throws InterruptedException {
        long begun = System.nanoTime();
        // Before it starts: what happens meanwhile is noticed at the next strike.
        closures = workplace.closures();
        ChildJvm started = workplace.readyWorker(name);
        tally.count(Tally.STARTS);
        tally.add(Tally.STARTING, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        return started;
    }

    /** Lets real time go by, as the plan says. */
    private static void pass(Duration time) {
        Await.atMost(time, () -> false);
    }
}
