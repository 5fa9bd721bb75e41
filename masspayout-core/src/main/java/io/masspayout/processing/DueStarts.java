package io.masspayout.processing;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.StartFailure;
import io.masspayout.store.ScheduleStore;
import io.masspayout.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans and pays distributions whose time has come, in due order. Those that cannot be planned step aside for a while. */
public final class DueStarts implements DuePart {

    /** Distributions started in one call, so that it stays bounded whatever has piled up. */
    public static final int MAX_PER_CALL = 100;

    /** A ledger that lags, or does not answer, has mostly caught up by then. */
    static final Duration FIRST_WAIT = Duration.ofSeconds(10);

    /** A person who has mended a register need not wait longer for the next try. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final int MAX_DOUBLINGS = 10;

    private static final Logger log = LoggerFactory.getLogger(DueStarts.class);

    private final ScheduleStore store;
    private final TimeSharing turns;

    public DueStarts(ScheduleStore store, TimeSharing turns) {
        this.store = store;
        this.turns = turns;
    }

    @Override
    public DueWork run(Instant now) {
        List<DistributionSummary> worked = new ArrayList<>();
        Map<DistributionId, String> failed = new LinkedHashMap<>();
        for (Distribution distribution : store.dueScheduled(now, MAX_PER_CALL)) {
            DistributionId id = distribution.id();
            try {
                worked.add(turns.execute(id));
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                String reason = String.valueOf(e.getMessage());
                Instant next = now.plus(wait(e, store.startFailures(id)));
                log.warn("distribution {} is due and could not be started; tried again at {}", id, next, e);
                store.startFailed(id, new StartFailure(reason, next), now);
                failed.put(id, reason);
            }
        }
        return DueWork.on(worked, failed);
    }

    /** The ledger comes back by itself; anything else mostly needs somebody, so it is tried less and less often. */
    private static Duration wait(RuntimeException cause, int failures) {
        if (cause instanceof LedgerUnavailableException) {
            return FIRST_WAIT;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
