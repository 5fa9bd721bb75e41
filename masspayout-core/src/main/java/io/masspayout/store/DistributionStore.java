package io.masspayout.store;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.SnapshotRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Distributions: declared, planned, held, cancelled, tried again, finished. Every verb that changes one locks its row. */
public interface DistributionStore {

    /**
     * Declares a distribution. A replay (same key, same fingerprint) returns the stored one.
     *
     * @param excluded accounts that take no part, canonical; the treasury is always excluded and need not be named
     * @throws IdempotencyConflictException when the key has other content
     * @throws ConflictException when the asset's corporate action is paid by another distribution
     * @throws NotFoundException when there is no such asset
     */
    Created<Distribution> create(Distribution candidate, Set<AccountId> excluded);

    Optional<Distribution> distribution(DistributionId id);

    /** A distribution by its idempotency key. */
    Optional<Distribution> distributionByKey(String idempotencyKey);

    /**
     * Other distributions that pay the same: of the same asset and type, with the same amount in the same token, not cancelled, made by no
     * common template, with a payout date within {@link ProbableDuplicate#SPAN}. Templates are compared with templates, whatever their dates,
     * while they are PENDING. The latest first, at most {@link ProbableDuplicate#MAX_TOLD}.
     */
    List<ProbableDuplicate> probableDuplicates(DistributionId id);

    /**
     * Stores the snapshot a plan is to be made on. Whoever comes first decides.
     *
     * @return the snapshot that is stored now
     * @throws ConflictException when the snapshot is exclusive and pays another distribution
     */
    SnapshotRef recordSnapshot(DistributionId id, SnapshotRef snapshot);

    /**
     * Who would take part in a split of this distribution now. Changes nothing.
     *
     * @throws DuplicateAccountException when two rows of the source are one account
     */
    Eligibility eligibility(DistributionId id, PlanSource source);

    /**
     * Holders of the source that are skipped because their address is no account, as the source says them, by account id bytewise.
     *
     * @param limit at most so many
     */
    List<HolderBalance> unknownAccounts(DistributionId id, PlanSource source, int limit);

    /**
     * Computes what {@link #commitPlan} would write, by the same rules, and changes nothing. The draft's {@code plannedAt} is
     * {@code now}.
     *
     * @throws StalePlanException when the source is not what the order was computed on
     */
    PlanDraft draftPlan(DistributionId id, PlanSource source, PlanOrder order, Instant now);

    /** What the plan comes to that {@link #commitPlan} has written; empty while the distribution has no plan. */
    Optional<PlanDraft> writtenPlan(DistributionId id);

    /**
     * Writes holders, amounts, batches and the plan, in one database transaction, and forgets staged rows. A plan never changes
     * afterwards: when there is one already, that one is returned. Shares follow {@link io.masspayout.money.Allocation} with
     * ties by account id bytewise; batches are numbered from 1 in that order.
     *
     * @throws StalePlanException when the source is not what the order was computed on
     * @throws ConflictException when the distribution is not PENDING
     * @throws UnbalancedBooksException when what was written does not sum to the total
     */
    Created<Distribution> commitPlan(DistributionId id, PlanSource source, PlanOrder order, Act act);

    /**
     * Stops new intents and re-sends of a distribution, or allows them again. One that ended with failures may be tried again, so it can be
     * held and resumed, too.
     *
     * @throws ConflictException when the distribution is COMPLETED or CANCELLED
     */
    HoldResult setHeld(DistributionId id, boolean held, Act act);

    /**
     * Cancels what is PENDING: batches that are no intents, and their holders. What was paid stays paid. Cancelling again is
     * no error.
     *
     * @throws ConflictException when the distribution has ended in another way
     */
    CancelResult cancel(DistributionId id, Act act);

    /**
     * Puts FAILED holders into new batches and the distribution back to PROCESSING, where money has to be reserved anew. Leaves
     * alone whatever is in doubt, and whoever failed with {@link io.masspayout.model.FailureCode#LEDGER_DISAGREES}: the ledger paid
     * them something else than was planned, so another payment would come on top; they stay FAILED and are counted so. When nobody
     * else has failed, nothing changes. The new batches begin at retry depth 0, as a person has looked. Of two calls at once, one
     * takes them all.
     *
     * @throws ConflictException when the distribution is PENDING, CANCELLED or being cancelled, or is being reconciled, as who has
     *     failed is known only after that
     */
    RetryResult retryFailed(DistributionId id, int holdersPerBatch, Act act);

    /**
     * Ends the distribution if nothing of it is open. To be called after the transaction that settled the last batch has
     * committed, and again by whoever finds it still PROCESSING. One without a plan does not end, as nobody knows who was to be paid.
     *
     * @return its status now
     */
    DistributionStatus finish(DistributionId id, Instant now);

    /** How far a distribution is. */
    Progress progress(DistributionId id);

    /** What the ledger has charged for it so far, by its answers and by the history that is followed. */
    Fees fees(DistributionId id);

    /** How far a distribution is, and what is known of why it goes on or does not. */
    Situation situation(DistributionId id);
}
