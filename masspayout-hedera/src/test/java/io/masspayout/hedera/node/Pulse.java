package io.masspayout.hedera.node;

import com.hedera.hashgraph.sdk.Hbar;
import com.hedera.hashgraph.sdk.TransferTransaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a record stream moving, and reads it. The node ends a file of its stream with the first transaction after two seconds: on a
 * network without traffic the last file would stay open for ever.
 */
final class Pulse implements AutoCloseable {

    static final ThreadFactory DAEMONS = task -> {
        Thread thread = new Thread(task, "mirror of the real node");
        thread.setDaemon(true);
        return thread;
    };

    private static final Duration BETWEEN_BEATS = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A file lasts two seconds; more than that is a node that starts again, or a very busy machine. */
    private static final Duration READS_WITHIN = Duration.ofMinutes(2);

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final Connection connection;
    private final RecordStream stream;
    private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(2, DAEMONS);
    private volatile boolean silent;
    private @Nullable IOException broken;

    Pulse(Connection connection, RecordStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Both end with the executor, and log what they meet.
    void start() {
        thread.scheduleWithFixedDelay(
                this::beat, BETWEEN_BEATS.toMillis(), BETWEEN_BEATS.toMillis(), TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::read, 0, BETWEEN_BEATS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the node is left without traffic. */
    void silent(boolean silence) {
        silent = silence;
    }

    /** One tinybar to the node. */
    private void beat() {
        if (silent) {
            return;
        }
        try {
            new TransferTransaction()
                    .addHbarTransfer(RealNode.OPERATOR, Hbar.fromTinybars(-1))
                    .addHbarTransfer(RealNode.NODE, Hbar.fromTinybars(1))
                    .execute(connection.client(), PATIENCE);
            connection.works();
        } catch (Throwable e) {
            // Whatever the SDK throws at a dying node: a scheduled task that throws is never called again.
            log.debug("no pulse", e);
            connection.fails(e);
        }
    }

    private void read() {
        synchronized (this) {
            try {
                stream.read();
                broken = null;
            } catch (IOException | RuntimeException e) {
                broken = new IOException("the record stream cannot be read: " + e.getMessage(), e);
                log.warn("the record stream cannot be read", e);
            }
            notifyAll();
        }
    }

    /** Returns when the stream has been read beyond a time. */
    synchronized void awaitReadBeyond(Instant time) {
        long end = System.nanoTime() + READS_WITHIN.toNanos();
        try {
            while (!stream.end().isAfter(time)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new IllegalStateException("the stream ends at " + stream.end() + ", not beyond " + time);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the stream is read", e);
        }
    }

    /** @throws IOException when the stream could not be read last time: then what is not in it proves nothing */
    synchronized void requireWhole() throws IOException {
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
