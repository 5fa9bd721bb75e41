package io.masspayout.campaign;

import io.masspayout.engine.EngineSettings;
import io.masspayout.ledger.LedgerLimits;
import java.time.Duration;

/** How a worker pays on a real node. */
enum RealNodePace {

    /**
     * The node could pay thousands of holders between two starts of a worker. At this pace each kill finds the next part of them unpaid, and
     * transfers on their way; and what a dead worker held is soon free.
     */
    SLOW(8, 16, Duration.ofSeconds(5)),

    /** As quickly as they get through, with the lease that hosts have. */
    FREE(LedgerLimits.UNPACED, 64, EngineSettings.DEFAULT_LEASE);

    private final int transfersPerSecond;
    private final int maxInFlight;
    private final Duration lease;

    RealNodePace(int transfersPerSecond, int maxInFlight, Duration lease) {
        this.transfersPerSecond = transfersPerSecond;
        this.maxInFlight = maxInFlight;
        this.lease = lease;
    }

    int transfersPerSecond() {
        return transfersPerSecond;
    }

    int maxInFlight() {
        return maxInFlight;
    }

    Duration lease() {
        return lease;
    }
}
