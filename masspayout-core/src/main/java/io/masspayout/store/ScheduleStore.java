package io.masspayout.store;

import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.StartFailure;
import io.masspayout.model.Timing;
import java.time.Instant;
import java.util.List;

/** Distributions that wait for a time or for money. Every verb that changes one locks its row. */
public interface ScheduleStore {

    /** The database's clock. */
    Instant databaseTime();

    /**
     * SCHEDULED distributions without a plan whose time has come and which nobody has held, earliest first. Neither those of a paused
     * asset, nor those whose last start failed until it is tried again: whoever cannot start keeps nobody waiting.
     */
    List<Distribution> dueScheduled(Instant now, int limit);

    /** RECURRING distributions whose next occurrence has come and which nobody has held, by the time of that occurrence. */
    List<Distribution> dueRecurring(Instant now, int limit);

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

    /** Says why a distribution that was due could not be started; nothing changes when it is started by now. */
    void startFailed(DistributionId id, StartFailure failure, Instant now);

    /** How often starts of a distribution have failed. */
    int startFailures(DistributionId id);
}
