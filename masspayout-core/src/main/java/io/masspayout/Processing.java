package io.masspayout;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.model.DistributionId;
import io.masspayout.store.PayoutStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that a host's scheduler makes. Each does what is due and returns; calls may overlap, in one process or many. Safe for use by
 * many threads.
 */
public final class Processing {

    /** Distributions looked at in one call, so that a call stays bounded whatever has piled up. */
    public static final int MAX_DISTRIBUTIONS_PER_CALL = 100;

    private static final Logger log = LoggerFactory.getLogger(Processing.class);

    private final PayoutStore store;
    private final PayoutEngine engine;
    private final HostActs acts;

    Processing(PayoutStore store, PayoutEngine engine, HostActs acts) {
        this.store = store;
        this.engine = engine;
        this.acts = acts;
    }

    /** Does everything that is due: retries whose time has come, and what crashed workers left behind. */
    public DueWork runDue() {
        return recover();
    }

    /**
     * Carries on with planned distributions that somebody should work on: retries that are due, batches whose worker has died, ends that
     * nobody recorded, starts that a crash or a lack of money prevented.
     */
    public DueWork recover() {
        List<DistributionSummary> worked = new ArrayList<>();
        Map<DistributionId, String> failed = new LinkedHashMap<>();
        for (DistributionId id : store.due(acts.now(), MAX_DISTRIBUTIONS_PER_CALL)) {
            try {
                worked.add(engine.execute(id));
            } catch (RuntimeException e) {
                // Whatever it is, a gateway's defect included, it is this distribution's: the others must not wait for
                // it.
                log.warn("distribution {} could not be worked on; the next call tries again", id, e);
                failed.put(id, String.valueOf(e.getMessage()));
            }
        }
        return new DueWork(worked, failed);
    }
}
