package io.masspayout.processing;

import io.masspayout.bulkhead.Bulkhead;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.model.DistributionId;
import io.masspayout.store.WorkStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has distributions worked on one by one, each behind its own bulkhead: one that fails is noted in the database with its reason and the time of the
 * next try, and the others have their turn.
 */
final class DistributionWork {

    private static final Logger log = LoggerFactory.getLogger(DistributionWork.class);

    private final WorkStore store;
    private final TimeSharing turns;
    private final Bulkhead bulkhead;

    DistributionWork(WorkStore store, TimeSharing turns, Bulkhead bulkhead) {
        this.store = store;
        this.turns = turns;
        this.bulkhead = bulkhead;
    }

    /** Works on as many as the share allows, in their order. */
    DueWork on(List<DistributionId> due, Instant now, TimeShare share) {
        List<DistributionSummary> worked = new ArrayList<>();
        Map<DistributionId, String> failed = new LinkedHashMap<>();
        for (DistributionId id : due) {
            if (share.isOver() || Thread.currentThread().isInterrupted()) {
                break;
            }
            Optional<Bulkhead.Failed> failure = bulkhead.run(() -> {
                // Before the work: where that ends the process, the others come first all the same.
                store.tried(id, now);
                worked.add(turns.execute(id, share));
            });
            failure.ifPresent(why -> {
                failed.put(id, why.reason());
                note(id, why, now);
            });
        }
        return DueWork.on(worked, failed);
    }

    private void note(DistributionId id, Bulkhead.Failed why, Instant now) {
        log.warn("distribution {} could not be worked on", id, why.cause());
        bulkhead.run(() -> store.workFailed(id, why.reason(), now))
                .ifPresent(notNoted -> log.warn("distribution {}: nor could that be noted", id, notNoted.cause()));
    }
}
