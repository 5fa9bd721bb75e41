package io.masspayout.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When requests reach the ledger and when answers come back. Nothing here has a thread of its own. */
interface Wire {

    /** Carries a request. */
    void request(Runnable arrival);

    /**
     * Carries an answer.
     *
     * @param extra how much later than usual it comes
     */
    void answer(Runnable arrival, Duration extra);

    /** Everything happens at once, in the thread that asks. */
    final class Direct implements Wire {

        @Override
        public void request(Runnable arrival) {
            arrival.run();
        }

        @Override
        public void answer(Runnable arrival, Duration extra) {
            arrival.run();
        }
    }

    /** Requests arrive at once, answers after a while, in a thread of the host's executor. */
    final class Late implements Wire {

        private final Duration latency;
        private final ScheduledExecutorService executor;

        Late(Duration latency, ScheduledExecutorService executor) {
            this.latency = latency;
            this.executor = executor;
        }

        @Override
        public void request(Runnable arrival) {
            arrival.run();
        }

        @Override
        public void answer(Runnable arrival, Duration extra) {
            try {
                ScheduledFuture<?> unused =
                        executor.schedule(arrival, latency.plus(extra).toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException shutDown) {
                // A host that is closing down: an answer that is late for ever would keep it waiting.
                arrival.run();
            }
        }
    }

    /** Nothing happens until somebody says so; one step at a time, in order. */
    final class Stepped implements Wire {

        private final Deque<Runnable> steps = new ArrayDeque<>();

        @Override
        public synchronized void request(Runnable arrival) {
            steps.add(arrival);
        }

        @Override
        public synchronized void answer(Runnable arrival, Duration extra) {
            steps.add(arrival);
        }

        synchronized int waiting() {
            return steps.size();
        }

        /** Runs the next step outside the lock: it may go on to ask for more. */
        boolean next() {
            Runnable step = poll();
            if (step == null) {
                return false;
            }
            step.run();
            return true;
        }

        private synchronized @Nullable Runnable poll() {
            return steps.poll();
        }
    }
}
