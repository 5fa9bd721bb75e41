package io.masspayout.store;

import io.masspayout.model.DistributionId;
import java.time.Instant;

/** Whose turn it is among the distributions that are due, and how work on them has failed. None of it concerns money. */
public interface WorkStore {

    /** Notes that a distribution is taken up now: of those that are due, the one whose turn was longest ago comes first. */
    void tried(DistributionId id, Instant now);

    /**
     * Notes why work on a distribution failed. It is in {@link io.masspayout.model.Distribution#startFailure}, and the distribution is not due before
     * the time of the next try, which {@link io.masspayout.bulkhead.NextTry} says by the failures in a row.
     *
     * @return when it is tried again
     */
    Instant workFailed(DistributionId id, String reason, Instant now);

    /** Forgets the failures of a distribution, as work on it has come to an end without one. */
    void workSucceeded(DistributionId id, Instant now);
}
