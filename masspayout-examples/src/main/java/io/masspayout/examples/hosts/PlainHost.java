package io.masspayout.examples.hosts;

import io.masspayout.MassPayoutClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A host without a framework: a thread of the JDK's calls for due work. */
public final class PlainHost implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PlainHost.class);

    /** A batch that was sent is resolved after a restart, too; nobody has to wait for all of it. */
    private static final long PATIENCE_SECONDS = 30;

    private final MassPayoutClient client;
    private final Duration pause;

    // doc: plain-host
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::runDue, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void runDue() {
        try {
            DueWorkLog.write(client.processing().runDue());
        } catch (RuntimeException e) {
            // Thrown on, it would end the schedule for good, and nobody would hear of it.
            log.error("due work was not done; the next call tries again", e);
        }
    }
    // end

    private PlainHost(MassPayoutClient client, Duration pause) {
        this.client = client;
        this.pause = pause;
    }

    /**
     * A host that calls for due work once it is started.
     *
     * @param pause from the end of a call to the next one
     */
    public static PlainHost of(MassPayoutClient client, Duration pause) {
        return new PlainHost(client, pause);
    }

    /** Lets the call under way come to its end; one that takes longer is interrupted, and carried on with after a restart. */
    @Override
    public void close() {
        // doc: plain-host-stop
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
        // end
    }
}
