package io.masspayout.campaign;

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

    /** Whether this time has to be paid, counted from 1; otherwise it may be left out, if somebody says so. */
    boolean isRequired(int number) {
        return switch (told.missed()) {
            case RUN_ALL -> true;
            // The last has none after it for which it could be left out.
            case RUN_LATEST -> number == due.size();
            case SKIP -> false;
        };
    }
}
