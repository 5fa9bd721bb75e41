package io.masspayout.hedera.mirror;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes many requests at once. Threads start when there is work for more than one, and end when there is none. */
final class Workers implements AutoCloseable {

    /** A thread that finds no work for so long ends; a client that nobody closes holds none. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final int number;
    private @Nullable ExecutorService threads;
    private boolean closed;

    Workers(int number) {
        this.number = number;
    }

    /**
     * Calls a function for each job. The first failure, in the order of the jobs, ends it and is thrown.
     *
     * @return the results, in the order of the jobs
     */
    <A, B> List<B> each(Collection<A> jobs, Function<A, B> call) throws InterruptedException {
        List<B> results = new ArrayList<>(jobs.size());
        if (jobs.size() <= 1 || number == 1) {
            jobs.forEach(job -> results.add(call.apply(job)));
            return results;
        }
        ExecutorService pool = threads();
        List<Future<B>> running = new ArrayList<>(jobs.size());
        try {
            for (A job : jobs) {
                running.add(pool.submit(() -> call.apply(job)));
            }
            for (Future<B> future : running) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a request ended in an error", e.getCause());
        } finally {
            running.forEach(future -> future.cancel(true));
        }
    }

    private synchronized ExecutorService threads() {
        if (closed) {
            throw new IllegalStateException("this mirror client is closed");
        }
        if (threads == null) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    number, number, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), work -> {
                        Thread thread = new Thread(work, "masspayout-mirror");
                        thread.setDaemon(true);
                        return thread;
                    });
            pool.allowCoreThreadTimeOut(true);
            threads = pool;
        }
        return threads;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }
}
