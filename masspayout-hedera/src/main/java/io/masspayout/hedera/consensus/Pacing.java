package io.masspayout.hedera.consensus;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Slows sending down when the network has no room, and quickens it again, as TCP does: each BUSY doubles the pause between two sends, each
 * accepted transaction takes a part of it away. A network's throttle is shared by all its users, so nobody can know its pace beforehand.
 *
 * <p>Safe for use by many threads.
 */
public final class Pacing {

    /** The pause after the first BUSY: a node's share of the network's transfers is some hundred a second. */
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    /** Throttles refill within a second. */
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    /** What an accepted transaction takes away: one part in so many. */
    private static final long RECOVERY_PARTS = 16;

    private final LongSupplier nanoTime;
    private final Executor executor;
    private long pause;
    private long nextAt;

    /**
     * As fast as asked for, until the network is busy.
     *
     * @param nanoTime a clock that only runs, as {@link System#nanoTime}
     * @param executor where sends go on after a pause
     */
    public Pacing(LongSupplier nanoTime, Executor executor) {
        this.nanoTime = nanoTime;
        this.executor = executor;
    }

    /** Completes when it is the caller's turn; at once while the network has room. */
    public CompletionStage<Void> turn() {
        long wait = reserve();
        return wait <= 0
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, executor));
    }

    private synchronized long reserve() {
        long now = nanoTime.getAsLong();
        if (pause == 0) {
            return 0;
        }
        long at = Math.max(now, nextAt);
        nextAt = at + pause;
        return at - now;
    }

    /** The network had no room. */
    public synchronized void busy() {
        pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, pause * 2));
        nextAt = Math.max(nextAt, nanoTime.getAsLong() + pause);
    }

    /** The network took a transaction. */
    public synchronized void accepted() {
        long shorter = pause - pause / RECOVERY_PARTS;
        pause = shorter < FIRST_PAUSE / RECOVERY_PARTS ? 0 : shorter;
    }

    /** The pause between two sends now. */
    public synchronized Duration pause() {
        return Duration.ofNanos(pause);
    }
}
