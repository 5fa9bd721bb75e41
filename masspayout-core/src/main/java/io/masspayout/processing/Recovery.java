package io.masspayout.processing;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.model.DistributionId;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries on with distributions that were started: retries that are due, and what crashed workers left behind. */
public final class Recovery implements DuePart {

    /** Distributions looked at in one call, so that a call stays bounded whatever has piled up. */
    public static final int MAX_PER_CALL = 100;

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final PaymentStore store;
    private final TimeSharing turns;

    public Recovery(PaymentStore store, TimeSharing turns) {
        this.store = store;
        this.turns = turns;
    }

    @Override
    public DueWork run(Instant now) {
        List<DistributionSummary> worked = new ArrayList<>();
        Map<DistributionId, String> failed = new LinkedHashMap<>();
        for (DistributionId id : store.due(now, MAX_PER_CALL)) {
            try {
                worked.add(turns.execute(id));
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                // Whatever it is, a gateway's defect included, it is this distribution's: the others must not wait for
                // it.
                log.warn("distribution {} could not be worked on; the next call tries again", id, e);
                failed.put(id, String.valueOf(e.getMessage()));
            }
        }
        return DueWork.on(worked, failed);
    }
}
