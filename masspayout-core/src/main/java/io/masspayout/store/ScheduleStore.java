package io.masspayout.store;

import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Timing;
import java.time.Instant;
import java.util.List;

/** Distributions that wait for a time or for money. Every verb that changes one locks its row. */
public interface ScheduleStore {

    /** The database's clock. */
    Instant databaseTime();

    /**
     * SCHEDULED distributions without a plan whose time has come and which are not held, by the time since which they could be started:
     * theirs, or that of the next try after a start that failed. So one that can never start keeps no other one waiting. Those of a paused asset
     * are not among them.
     */
    List<DistributionId> dueScheduled(Instant now, int limit);

    /** RECURRING distributions whose next occurrence has come and which are not held, by the time of that occurrence or of the next try. */
    List<DistributionId> dueRecurring(Instant now, int limit);

    /** AUTOMATIC distributions that wait for deposits into an account, oldest first; held ones, too. */
    List<Distribution> automatic(AccountId into);

    /**
     * Takes a step of a recurring distribution, with the distribution it makes, in one database transaction. After the last occurrence
     * the recurring distribution is COMPLETED.
     *
     * @return whether this call took it; not when another has moved on meanwhile, or it is held or cancelled
     */
    boolean takeTurn(DistributionId template, Turn turn, Act act);

    /**
     * Makes the distribution of a deposit, which takes over the exclusions of its template.
     *
     * @return whether this call made it; not when the deposit is shared among the holders of the same asset already
     * @throws ConflictException when the template is held or no longer waits
     */
    boolean shareDeposit(Distribution child, Act act);

    /**
     * Gives a SCHEDULED distribution another time.
     *
     * @throws ConflictException when it is not SCHEDULED, or is planned or no longer PENDING
     */
    Distribution reschedule(DistributionId id, Timing.Scheduled timing, Act act);
}
