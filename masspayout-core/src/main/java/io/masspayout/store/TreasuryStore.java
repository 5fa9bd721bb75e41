package io.masspayout.store;

import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import java.util.Optional;

/** Treasuries: what they owe, and whether they are stopped. */
public interface TreasuryStore {

    /** What the treasury owes now. To be read before its balance is. */
    Obligations obligations(Treasury treasury);

    /**
     * What one distribution has yet to send, and what its treasury owes to the other distributions. To be read before the balance is. It is
     * for a preview; a reservation counts {@link #obligations}.
     */
    OpenDue openDue(DistributionId id);

    /**
     * Reserves money for everything open in a planned distribution, and starts it if it is PENDING. Locks the treasury. Needed is
     * what its PENDING batches are to pay; what it has in flight is among the obligations already.
     *
     * @param seen read before the balance
     * @param balance of the treasury, in smallest units
     */
    ReserveResult reserve(DistributionId id, Obligations seen, long balance, Act act);

    /**
     * Stops every run on a treasury and drops all reservations on it, as a look at the treasury has found. The first stop stays until lifted, but a
     * code that needs a person replaces one that does not.
     */
    void stop(Treasury treasury, TreasuryStop stop, Act act);

    /**
     * The same after a transaction, or its signature, has failed for a reason that concerns the whole treasury. No look lifts such a stop when the
     * look cannot see its cause, by {@link FailureCode#isSeenByLook}, or when one has lifted a stop with this code and nothing was paid
     * since, so that it evidently did not see it. Then {@link #beginProbe} decides. The tries are counted until a payment takes effect, or a person
     * lifts the stop.
     */
    void stopAfterFailure(Treasury treasury, TreasuryStop stop, Act act);

    /**
     * Begins a try with one batch under a stop that no look can judge, when it is time for one: until a worker has stored the intent of one batch, the
     * treasury counts as free for {@link #reserve} and for claims, and the first {@link BatchStore#intend} takes the try. Where that batch takes effect,
     * its settlement lifts the stop.
     *
     * @return whether a try is open now
     * @see Probing
     */
    boolean beginProbe(Treasury treasury, Act act);

    /**
     * Lifts a stop.
     *
     * @param byPerson whether a person decided it; a stop whose code {@link FailureCode#needsPerson}, and one that no look can judge, stays otherwise
     * @return whether the treasury is free now
     */
    boolean liftStop(Treasury treasury, boolean byPerson, Act act);

    /** Remembers that the ledger gave no answer when the treasury was to be looked at; the first of several silences keeps its time. */
    void noAnswer(Treasury treasury, Failure reason, Act act);

    /** Forgets a silence of the ledger, as it has answered. */
    void answered(Treasury treasury);

    /**
     * The obstacle that a step with this distribution would meet first; nothing is locked, so the answer tells a person what to
     * do, and is no leave to send.
     */
    Optional<Obstacle> obstacle(DistributionId id, Obstacle.Step step);

    /** Why the treasury is stopped, if it is. */
    Optional<TreasuryStop> stopped(Treasury treasury);
}
