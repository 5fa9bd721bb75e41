package io.masspayout.processing;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.TimeSlice;
import io.masspayout.engine.Waiting;
import io.masspayout.model.DistributionId;
import io.masspayout.store.PayoutStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Has due distributions worked on in turns, so that a large one does not keep the others waiting that become due meanwhile. Safe for use by many
 * threads.
 */
public final class TimeSharing {

    /**
     * Who has just been worked on and could not go on does not wait for a turn: without money or a ledger, another one would come to the
     * same end, and the one that can be paid would stop for it every time.
     */
    static final Duration SERVED_FOR = Duration.ofSeconds(30);

    private final PayoutStore store;
    private final PayoutEngine engine;
    private final InstantSource clock;
    private final Duration slice;
    private final Map<DistributionId, Instant> served = new ConcurrentHashMap<>();

    /**
     * Turns of so long.
     *
     * @param slice how long a run begins new batches while others wait
     */
    public TimeSharing(PayoutStore store, PayoutEngine engine, InstantSource clock, Duration slice) {
        this.store = store;
        this.engine = engine;
        this.clock = clock;
        this.slice = slice;
    }

    /**
     * Works on one until it can go no further, or others wait, or the share of the part is over.
     *
     * @param share a large distribution keeps no other part waiting either
     */
    DistributionSummary execute(DistributionId id, TimeShare share) {
        boolean gaveWay = false;
        try {
            DistributionSummary summary = engine.execute(id, TimeSlice.of(slice, () -> share.isOver() || anyWaits(id)));
            gaveWay = gaveWay(summary);
            return summary;
        } finally {
            if (!gaveWay) {
                served.put(id, clock.instant());
            }
        }
    }

    /** Whether it was stopped for the sake of others. */
    static boolean gaveWay(DistributionSummary summary) {
        return summary.waiting()
                .filter(waiting -> waiting.reason() == Waiting.Reason.OTHERS_WAIT)
                .isPresent();
    }

    private boolean anyWaits(DistributionId butFor) {
        Instant now = clock.instant();
        served.values().removeIf(at -> at.plus(SERVED_FOR).isBefore(now));
        Predicate<DistributionId> waits = other -> !other.equals(butFor) && !served.containsKey(other);
        return store.dueScheduled(now, DueStarts.MAX_PER_CALL).stream().anyMatch(waits)
                || store.due(now, Recovery.MAX_PER_CALL).stream().anyMatch(waits);
    }
}
