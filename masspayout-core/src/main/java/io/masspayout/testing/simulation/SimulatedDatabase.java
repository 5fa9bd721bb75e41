package io.masspayout.testing.simulation;

import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StatementLine;
import java.util.List;
import java.util.Optional;

/**
 * The database of a simulated deployment. Sessions are used by one worker each; everything else is asked between two turns, sees what is
 * committed, and waits for nobody.
 */
public interface SimulatedDatabase extends AutoCloseable {

    /**
     * The store as one process sees it. The simulation lets others go first before and after each of its calls; a database whose calls
     * are several steps passes the turnstile between these, too.
     *
     * @param name of the process, unique in the simulation
     */
    PaymentStore session(String name, Turnstile turnstile);

    /** Whether a call may have to wait for the end of another one. */
    boolean callsWait();

    /** Whether a process stands still in the middle of a call because another one has what it needs. */
    boolean isWaiting(String session);

    /** Its backups, if it can be put back to one; otherwise a simulation goes without. */
    default Optional<Backups> backups() {
        return Optional.empty();
    }

    /**
     * Something that is not equal to what it was whenever an answer to the questions below has become another one. It may differ more
     * often: it only spares looks.
     */
    Object version(List<DistributionId> ids);

    /** A distribution as committed. */
    Distribution distribution(DistributionId id);

    /** All holders of a distribution as committed. */
    List<StatementLine> statement(DistributionId id);

    /** All batches of a distribution as committed. */
    List<BatchPayout> batches(DistributionId id);

    @Override
    void close();
}
