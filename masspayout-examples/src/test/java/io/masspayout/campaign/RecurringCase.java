package io.masspayout.campaign;

import io.masspayout.schedule.MissedOccurrences;
import io.masspayout.schedule.Recurrence;
import java.time.Instant;
import java.util.List;

/**
 * A recurring distribution.
 *
 * @param key the idempotency key
 * @param asset index of whose holders are paid
 * @param told what the library is told
 * @param due when it is due, as counted out by hand
 */
record RecurringCase(String key, int asset, YearAmount amount, Recurrence told, List<Instant> due) {

    RecurringCase {
        due = List.copyOf(due);
    }

    /** Whether each of its times has to be paid; otherwise some may be left out, if somebody says how many. */
    boolean isComplete() {
        return told.missed() == MissedOccurrences.RUN_ALL;
    }
}
