package io.masspayout.hedera.local;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends answers later. Its thread starts with the first of them. */
final class AnswerDelays implements AutoCloseable {

    private @Nullable ScheduledExecutorService scheduler;

    @SuppressWarnings("FutureReturnValueIgnored") // an answer that cannot be sent has nobody to tell
    synchronized void later(Duration delay, Runnable answer) {
        if (scheduler == null) {
            scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "late answers");
                thread.setDaemon(true);
                return thread;
            });
        }
        scheduler.schedule(answer, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public synchronized void close() {
        if (scheduler != null) {
            scheduler.shutdownNow();
        }
    }
}
