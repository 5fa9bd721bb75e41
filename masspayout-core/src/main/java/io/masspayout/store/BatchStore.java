package io.masspayout.store;

import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The payment protocol, one verb a step, each for many batches in a constant number of statements. The order is: claim,
 * allocate, intend, (send), settle; or claim in doubt, (ask), settle or send again. Every verb is guarded: it changes only batches that
 * are still where the caller believes them, and says which these were.
 */
public interface BatchStore {

    /**
     * Leases PENDING batches that nobody holds and whose time has come, lowest number first; batches that another caller is
     * claiming at this moment are passed over. Returns nothing while the distribution is not PROCESSING, held, without reserved
     * money, being reconciled, or its asset paused or its treasury stopped.
     *
     * @param now the host's clock, for {@code nextAttemptAt}
     * @param limit at most so many
     */
    List<ClaimedBatch> claim(DistributionId id, Lease lease, Instant now, int limit);

    /**
     * Takes holders out of batches before there is an id: they end FAILED. Only under the lease, and only while nothing is
     * allocated. A batch that is left without holders ends FAILED.
     *
     * @return the batches from which holders were taken
     */
    Set<BatchId> screenOut(Lease lease, Map<BatchId, Map<AccountId, Failure>> unable, Instant now);

    /**
     * Stores id, validity and unsigned body. Only under the lease, only where none is stored, and only while the batch is to pay as many
     * holders and as much as the body does: holders who were taken out since the claim must not be paid by it.
     *
     * @return the batches for which it was stored
     */
    Set<BatchId> allocate(Lease lease, Collection<DraftedTransaction> drafted);

    /**
     * Stores the signed bytes: from here on they may be sent, by anybody, for ever. Only under the lease, with the same id, where
     * no signed bytes are stored; under a shared lock of the distribution, only while it is PROCESSING, not held and with
     * reserved money, its asset not paused and its treasury not stopped. Renews the lease and counts an attempt.
     *
     * @return an answer for each batch; only {@link IntentResult#GRANTED} ones may be sent
     */
    Map<BatchId, IntentResult> intend(Lease lease, Collection<Signed> signed);

    /** Leases PROCESSING batches whose lease has run out and whose time has come, lowest number first. */
    List<InDoubtBatch> claimInDoubt(DistributionId id, Lease lease, Instant now, int limit);

    /**
     * Asks leave to send the same bytes again: the guards of {@link #intend} but for the bytes being there. Renews the lease and
     * counts an attempt.
     */
    Map<BatchId, IntentResult> intendAgain(Lease lease, Collection<BatchId> batches);

    /**
     * Records how ids ended: the batch by compare-and-set first, its holders only if that hit. Needs no lease: the id is the
     * fencing token, and any worker may record its end, once ({@link Settlement.Ending#NEVER_SENT} alone needs the lease). Holders
     * to be tried again go into new batches, or end CANCELLED when the distribution is being cancelled; for that, and only then, the
     * distribution is locked. A batch whose holders a reconcile has all taken out ends like any other, by a settlement that names
     * nobody.
     *
     * @return an answer for each batch
     * @throws UnbalancedBooksException when a settlement of an unpaid batch forgets one of its holders, or names a stranger
     */
    Map<BatchId, SettleResult> settle(Lease lease, Collection<Settlement> settlements, Instant now);

    /** Gives batches back, PENDING or PROCESSING as they are, not to be looked at before a time. Only under the lease. */
    void postpone(Lease lease, Collection<Postponement> postponements);

    /**
     * Sets a batch aside whose step the store has refused, with the reason as a {@link io.masspayout.model.FailureCode#RECORDING_REFUSED}:
     * it is given back PENDING or PROCESSING as it is, so its money stays reserved and nothing is paid anew, and is not looked at before
     * {@link Parking#delay} is over, which grows each time. Only under the lease, and only while the batch is open.
     *
     * @return whether this call set it aside
     */
    boolean park(Lease lease, BatchId id, String reason, Instant now);

    /**
     * Extends the lease on those of the batches that are still under it.
     *
     * @return these
     */
    Set<BatchId> renew(Lease lease, Collection<BatchId> batches);

    /** Gives everything back that is under the lease. */
    void release(Lease lease);

    /**
     * Planned distributions that somebody should work on: PROCESSING ones with a batch that could be claimed or resolved now, or
     * with nothing open; and PENDING ones that may be started, as somebody wanted to who died before money was reserved, or found too
     * little. What waits for a person (held, paused, reconciled, or stopped with a code that needs one) is not among them, but for
     * what may have been sent; nor is one on which work has failed, until it is to be tried again. The one whose turn was longest ago comes
     * first; one that never had a turn counts from its declaration.
     */
    List<DistributionId> due(Instant now, int limit);
}
