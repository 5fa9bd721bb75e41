package io.masspayout;

import io.masspayout.DistributionRequestCheck.Checked;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.ledger.AssetSource;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Timing;
import io.masspayout.planning.PayoutPreview;
import io.masspayout.store.CancelResult;
import io.masspayout.store.Created;
import io.masspayout.store.DistributionDetails;
import io.masspayout.store.DistributionFilter;
import io.masspayout.store.HoldResult;
import io.masspayout.store.IdempotencyConflictException;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.NumberedPage;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.ProbableDuplicate;
import io.masspayout.validation.Faults;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Distributions: declared, previewed, found, held, cancelled. Safe for use by many threads. */
public final class Distributions {

    private static final Logger log = LoggerFactory.getLogger(Distributions.class);

    private final PayoutStore store;
    private final PaymentLedger ledger;
    private final Optional<AssetSource> source;
    private final boolean tellsDeposits;
    private final PayoutEngine engine;
    private final HostActs acts;

    Distributions(
            PayoutStore store,
            PaymentLedger ledger,
            Optional<AssetSource> source,
            boolean tellsDeposits,
            PayoutEngine engine,
            HostActs acts) {
        this.store = store;
        this.ledger = ledger;
        this.source = source;
        this.tellsDeposits = tellsDeposits;
        this.engine = engine;
        this.acts = acts;
    }

    /** As {@link #createOnce}, for callers who do not mind which call it was. */
    public Distribution create(DistributionRequest request) {
        return createOnce(request).value();
    }

    /**
     * Declares a distribution. Asked for again with the same idempotency key, it is found again.
     *
     * @return the distribution, whether this call created it, and as warnings what it is probably a duplicate of: distributions that pay the
     *     same at about the same time under other keys. It is declared none the less
     * @throws io.masspayout.validation.InvalidRequestException with every fault of the request
     * @throws IdempotencyConflictException when the key belongs to a distribution with other content
     * @throws io.masspayout.store.ConflictException when another distribution pays the corporate action
     * @throws NotFoundException when there is no such asset
     */
    public Created<Distribution> createOnce(DistributionRequest request) {
        DistributionRequestCheck check = new DistributionRequestCheck(request);
        Optional<DistributionRequestCheck.PayoutTermsDraft> draft = check.form();
        return declareOnce(request, check, draft, store);
    }

    /**
     * As {@link #createOnce(DistributionRequest)}, within a database transaction of the host: what the store writes is there when the
     * host commits, and not otherwise. Reads in that transaction, too, so an asset imported in it is found and no second connection is
     * needed. The ledger is asked meanwhile, to check accounts and tokens: lock little before this call.
     *
     * @param within a store that works in the host's transaction, as masspayout-jooq makes one for a connection
     */
    public Created<Distribution> createOnce(DistributionRequest request, PaymentStore within) {
        DistributionRequestCheck check = new DistributionRequestCheck(request);
        Optional<DistributionRequestCheck.PayoutTermsDraft> draft = check.form();
        return declareOnce(request, check, draft, within);
    }

    private Created<Distribution> declareOnce(
            DistributionRequest request,
            DistributionRequestCheck check,
            Optional<DistributionRequestCheck.PayoutTermsDraft> draft,
            PaymentStore within) {
        Optional<Distribution> existing = replayed(request, draft.isPresent(), within);
        Created<Distribution> created =
                existing.isPresent() ? new Created<>(existing.get(), false) : declare(request, check, draft, within);
        List<ProbableDuplicate> duplicates =
                within.probableDuplicates(created.value().id());
        if (created.created()) {
            duplicates.forEach(duplicate -> log.warn(
                    "distribution {} is probably a duplicate: {}",
                    created.value().id(),
                    duplicate));
        }
        return new Created<>(created.value(), created.created(), duplicates);
    }

    private Created<Distribution> declare(
            DistributionRequest request,
            DistributionRequestCheck check,
            Optional<DistributionRequestCheck.PayoutTermsDraft> draft,
            PaymentStore within) {
        Asset asset =
                within.asset(request.assetId()).orElseThrow(() -> new NotFoundException("asset", request.assetId()));
        // It follows from the key, so that a database that has forgotten the distribution makes the same one again.
        DistributionId id = DistributionId.derived(within.book().id(), String.valueOf(request.idempotencyKey()));
        Checked checked = check.against(draft, asset, ledger, source, tellsDeposits, id, acts.now());
        return within.create(checked.distribution(), checked.excluded());
    }

    // A replay is answered from what is stored, even if the request could not be made today: the asset may be paused by
    // now.
    private static Optional<Distribution> replayed(
            DistributionRequest request, boolean wellFormed, PaymentStore within) {
        String key = request.idempotencyKey();
        if (!wellFormed || key == null) {
            return Optional.empty();
        }
        return within.distributionByKey(key).filter(stored -> Fingerprint.isOf(stored.fingerprint(), request));
    }

    /**
     * What executing a distribution now would pay. Computed by the planner that the run uses; writes no plan. It may be asked in every
     * state: a planned distribution shows its plan, and one that has ended misses no money.
     *
     * @throws io.masspayout.validation.InvalidRequestException when nobody can be paid with the amount
     */
    public PayoutPreview preview(DistributionId id) {
        return engine.planner().preview(id, acts.now());
    }

    /**
     * The distribution.
     *
     * @throws NotFoundException when there is none
     */
    public Distribution get(DistributionId id) {
        return store.distribution(id).orElseThrow(() -> new NotFoundException("distribution", id));
    }

    /** The distribution that a key belongs to. */
    public Optional<Distribution> byIdempotencyKey(String key) {
        Faults.of("look-up of a distribution")
                .text("idempotencyKey", key, DistributionRequestCheck.MAX_KEY_LENGTH)
                .throwIfAny();
        return store.distributionByKey(key);
    }

    /** Where a distribution stands, in one look at the database. */
    public DistributionSummary summary(DistributionId id) {
        return engine.summary(id);
    }

    /**
     * A distribution with its asset, and the first of its batches and holders.
     *
     * @param limit of each, 1 to {@link PageRequest#MAX_LIMIT}
     * @throws NotFoundException when there is none
     */
    public DistributionDetails details(DistributionId id, int limit) {
        return store.distributionDetails(id, limit).orElseThrow(() -> new NotFoundException("distribution", id));
    }

    /** Distributions that match, newest first. */
    public Page<Distribution> list(DistributionFilter filter, PageRequest page) {
        return store.distributions(filter, page);
    }

    /** Distributions that match, newest first, by page number from 1. */
    public NumberedPage<Distribution> list(DistributionFilter filter, int page, int limit) {
        return store.distributions(filter, page, limit);
    }

    /**
     * Gives a scheduled distribution another time; one that has passed means at the next call for due work.
     *
     * @throws io.masspayout.validation.InvalidRequestException when the time is more exact than a microsecond
     * @throws io.masspayout.store.ConflictException when it is not SCHEDULED, or planned already, or no longer PENDING
     */
    public Distribution reschedule(DistributionId id, Instant at, String who, String why) {
        Faults faults = Faults.of("distribution");
        TimingCheck.wholeMicroseconds(faults, "at", at);
        faults.throwIfAny();
        return store.reschedule(id, new Timing.Scheduled(at, null), acts.by(who, why));
    }

    /** What a recurring or automatic distribution has made so far, oldest first. */
    public Page<Distribution> madeBy(DistributionId id, PageRequest page) {
        return store.madeBy(id, page);
    }

    /**
     * Stops new sends and re-sends of a distribution, or a recurring or automatic one from making more; also of one that ended with failures and is then tried again: until somebody resumes
     * it, the new try waits.
     *
     * @return how many batches are in flight; those are still resolved
     * @throws io.masspayout.store.ConflictException when it is COMPLETED or CANCELLED
     */
    public HoldResult hold(DistributionId id, String who, String why) {
        return store.setHeld(id, true, acts.by(who, why));
    }

    /**
     * Allows sends again; execute carries on.
     *
     * @throws io.masspayout.store.ConflictException when it is COMPLETED or CANCELLED
     */
    public HoldResult resume(DistributionId id, String who, String why) {
        return store.setHeld(id, false, acts.by(who, why));
    }

    /**
     * Cancels what is not sent yet. What was paid stays paid. A recurring or automatic distribution makes no more; what it made is not
     * cancelled with it.
     *
     * @throws io.masspayout.store.ConflictException when it has ended in another way
     */
    public CancelResult cancel(DistributionId id, String who, String why) {
        return store.cancel(id, acts.by(who, why));
    }
}
