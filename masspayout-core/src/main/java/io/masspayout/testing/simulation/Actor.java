package io.masspayout.testing.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the host that runs only when it is its turn: at any moment either the director runs or one actor. What one of them writes,
 * the next one sees.
 */
final class Actor implements Turnstile {

    /** How long a turn may last before it is asked whether the actor waits for another one in the database. */
    private static final long LOOK_MILLIS = 2;

    private final String name;
    private final Trace trace;
    private final InstantSource clock;
    private final Baton turn = new Baton();
    private final Baton handedBack = new Baton();
    private @Nullable Thread thread;
    private @Nullable Throwable end;
    private @Nullable Instant sleepsUntil;
    private boolean killed;
    private boolean ended;
    private boolean stuck;
    private boolean rung;

    Actor(String name, Trace trace, InstantSource clock) {
        this.name = name;
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
                handedBack.give();
            }
        });
    }

    /**
     * Gives the actor a turn, which lasts until it passes the next turnstile, goes to sleep, ends, or stands still because another actor
     * has what it needs.
     */
    void takeTurn(BooleanSupplier waits) {
        turn.give();
        stuck = true;
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
        return !ended && !stuck && (sleepsUntil == null || rung || !now.isBefore(sleepsUntil));
    }

    /** When it wakes up by itself, if it sleeps. */
    Optional<Instant> wakesAt() {
        return ended || stuck ? Optional.empty() : Optional.ofNullable(sleepsUntil);
    }

    /** Its next turn is its last: nothing that it does after this changes anything outside. */
    void kill() {
        killed = true;
        sleepsUntil = null;
    }

    boolean isKilled() {
        return killed;
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
        if (Thread.currentThread() != thread) {
            return;
        }
        trace.note(clock.instant(), name, where);
        if (killed) {
            throw new WorkerKilled(where);
        }
        handedBack.give();
        turn.take();
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
