package io.masspayout.testing.simulation;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Handed from one thread to another. Whoever waits for it looks a few times before it goes to sleep: most turns are that short. */
final class Baton {

    private static final int LOOKS = 50;

    private final Semaphore baton = new Semaphore(0);

    void give() {
        baton.release();
    }

    void take() {
        if (!isThereSoon()) {
            baton.acquireUninterruptibly();
        }
    }

    boolean takeWithin(long millis) {
        if (isThereSoon()) {
            return true;
        }
        try {
            return baton.tryAcquire(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a simulation must not be interrupted: its actors would never end", e);
        }
    }

    private boolean isThereSoon() {
        for (int i = 0; i < LOOKS; i++) {
            if (baton.tryAcquire()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }
}
