package io.masspayout.schedule;

import java.time.Instant;
import java.util.Optional;

/** The occurrences of a recurrence as if it had no end: in strictly increasing time, numbered without gaps. */
interface Timetable {

    Optional<Occurrence> first();

    Optional<Occurrence> next(Occurrence occurrence);

    /**
     * The last occurrence that is not after an instant and whose number is not above another.
     *
     * @param from within both limits
     */
    Occurrence latest(Occurrence from, Instant until, long lastNumber);
}
