package io.masspayout.testing.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the host that runs only when it is its turn: at any moment one actor runs, or the director. What one of them writes, the next
 * one sees.
 */
final class Actor implements Turnstile {

    /** How long a turn may last before it is asked whether the actor waits for another one in the database. */
    private static final long LOOK_MILLIS = 2;

    private final String name;
    private final Stage stage;
    private final Trace trace;
    private final InstantSource clock;
    private final Baton turn = new Baton();
    private final Baton handedBack = new Baton();
    private @Nullable Thread thread;
    private @Nullable Throwable end;
    private @Nullable Instant sleepsUntil;
    private String where = "begins";
    private boolean killed;
    private boolean ended;
    private boolean stuck;
    private boolean rung;

    /** Where actors go when they have come to a turnstile. */
    interface Stage {

        /** Sees to it that somebody has the turn; returns when this actor has it again. */
        void leave(Actor actor);

        /** The same, for an actor that does not come back. */
        void leaveForGood(Actor actor);
    }

    Actor(String name, Stage stage, Trace trace, InstantSource clock) {
        this.name = name;
        this.stage = stage;
        this.trace = trace;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    // The director's side ---------------------------------------------------------------------------------------------

    void start(Executor threads, Runnable body) {
        threads.execute(() -> {
            turn.take();
            thread = Thread.currentThread();
            try {
                if (!killed) {
                    body.run();
                }
            } catch (WorkerKilled killedHere) {
                trace.note(clock.instant(), name, "killed " + killedHere.getMessage());
            } catch (Throwable unexpected) {
                end = unexpected;
            } finally {
                ended = true;
                stage.leaveForGood(this);
            }
        });
    }

    /** Gives it the turn. */
    void go() {
        turn.give();
    }

    /** In its own thread: waits until it has the turn. */
    void awaitTurn() {
        turn.take();
    }

    /** In its own thread: tells whoever waits in {@link #takeTurn} that the turn is over. */
    void handBack() {
        handedBack.give();
    }

    /**
     * Gives it the turn and waits until it is over, or the actor stands still because another actor has what it needs.
     *
     * @param waits whether it stands still
     */
    void takeTurn(BooleanSupplier waits) {
        stuck = true;
        go();
        awaitUnlessStuck(waits);
    }

    /** Whether it still stands still; one that does not any more has run on to its next turnstile. */
    boolean isStuck(BooleanSupplier waits) {
        if (stuck) {
            awaitUnlessStuck(waits);
        }
        return stuck;
    }

    private void awaitUnlessStuck(BooleanSupplier waits) {
        while (!handedBack.takeWithin(LOOK_MILLIS)) {
            if (waits.getAsBoolean()) {
                return;
            }
        }
        stuck = false;
    }

    boolean isReady(Instant now) {
        return sleepsUntil == null || rung || !now.isBefore(sleepsUntil);
    }

    /** When it wakes up by itself, if it sleeps. */
    Optional<Instant> wakesAt() {
        return Optional.ofNullable(sleepsUntil);
    }

    /** Its next turn is its last: nothing that it does after this changes anything outside. */
    void kill() {
        killed = true;
    }

    /** The turnstile at which it waits for its turn, or has passed last: what is about to happen, or has just happened. */
    String where() {
        return where;
    }

    boolean isRunning() {
        return Thread.currentThread() == thread;
    }

    boolean hasEnded() {
        return ended;
    }

    /** What it died of, if of anything but being killed. */
    Optional<Throwable> end() {
        return Optional.ofNullable(end);
    }

    // Its own side ----------------------------------------------------------------------------------------------------

    @Override
    public void pass(String where) {
        if (!isRunning()) {
            return;
        }
        this.where = where;
        trace.note(clock.instant(), name, where);
        if (!killed) {
            stage.leave(this);
        }
        if (killed) {
            throw new WorkerKilled(where);
        }
    }

    /** Sleeps in simulated time; {@link #ring} wakes it up earlier. */
    void sleep(Duration atMost, String why) {
        if (!rung) {
            sleepsUntil = clock.instant().plus(atMost);
            pass(why);
            sleepsUntil = null;
        }
        rung = false;
    }

    void ring() {
        rung = true;
    }
}
