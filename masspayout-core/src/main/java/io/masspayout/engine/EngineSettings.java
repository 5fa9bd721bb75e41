package io.masspayout.engine;

import io.masspayout.ledger.LedgerLimits;
import io.masspayout.store.Lease;
import io.masspayout.validation.Faults;
import java.time.Duration;
import java.util.Objects;

/**
 * How the engine works; {@link #defaults} is right for most hosts.
 *
 * @param worker how this process is called in logs, in the audit trail and in the leases of its batches; a name of its own for each
 *     process lets an operator see which one has a batch
 * @param lease how long a batch stays with a worker that no longer says anything; a live one renews it
 * @param maxInFlight most batches in progress at once in one run; the ledger's own limit applies too
 * @param retries when to try again
 */
public record EngineSettings(String worker, Duration lease, int maxInFlight, RetryPolicy retries) {

    /** Long enough for a slow ledger's answer, short enough that a dead worker's batches do not wait long. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(60);

    /** Enough to hide a latency of three seconds at three hundred batches a second; a run takes on so many only as long as they come through. */
    public static final int DEFAULT_MAX_IN_FLIGHT = LedgerLimits.MAX_IN_FLIGHT;

    public EngineSettings {
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(retries, "retries");
        if (worker.isBlank()) {
            throw new IllegalArgumentException("worker must not be blank");
        }
        // The worker acts in its own name, in each line of the audit trail.
        Faults.of("engine settings")
                .text("worker", worker, Lease.MAX_OWNER_LENGTH)
                .throwIfAny();
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight must be positive but is " + maxInFlight);
        }
    }

    public static EngineSettings defaults() {
        return new EngineSettings("masspayout", DEFAULT_LEASE, DEFAULT_MAX_IN_FLIGHT, RetryPolicy.DEFAULT);
    }

    public EngineSettings withWorker(String name) {
        return new EngineSettings(name, lease, maxInFlight, retries);
    }

    public EngineSettings withLease(Duration length) {
        return new EngineSettings(worker, length, maxInFlight, retries);
    }

    public EngineSettings withMaxInFlight(int batches) {
        return new EngineSettings(worker, lease, batches, retries);
    }

    public EngineSettings withRetries(RetryPolicy policy) {
        return new EngineSettings(worker, lease, maxInFlight, policy);
    }
}
