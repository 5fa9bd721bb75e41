package io.masspayout.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How the one thread of a run waits for answers that come back on other threads. A run has a bell of its own. It is a port because waiting
 * is time, and time is passed in: in a simulation it passes without anybody waiting.
 */
public interface Bell {

    /** An answer is there. Called by any thread; a ring that nobody waits for is heard by the next {@link #await}. */
    void ring();

    /**
     * Waits until the bell has rung since the last call, or the time is over. May return earlier.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    void await(Duration atMost) throws InterruptedException;

    /** A bell that lets real time pass. */
    static Bell real() {
        return new Bell() {

            private final Semaphore rung = new Semaphore(0);

            @Override
            public void ring() {
                rung.release();
            }

            @Override
            public void await(Duration atMost) throws InterruptedException {
                if (rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                    rung.drainPermits();
                }
            }
        };
    }
}
