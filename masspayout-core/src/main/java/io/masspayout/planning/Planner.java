package io.masspayout.planning;

import io.masspayout.ledger.AssetSource;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Preflight;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.IdSource;
import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import io.masspayout.model.SnapshotRef;
import io.masspayout.register.LedgerRegister;
import io.masspayout.register.RegisterCursor;
import io.masspayout.register.RegisterStaging;
import io.masspayout.store.Act;
import io.masspayout.store.Created;
import io.masspayout.store.Eligibility;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.OpenDue;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.PlanDraft;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import io.masspayout.store.StagingId;
import io.masspayout.store.StalePlanException;
import io.masspayout.validation.Faults;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans distributions: the snapshot is stored first, holders are streamed into staging, and one database transaction writes the
 * plan. Any number of planners may plan the same distribution; one plan is written. Safe for use by many threads.
 */
public final class Planner {

    /** A register that changes this often during planning is being imported in a loop; somebody should look. */
    static final int MAX_STALE_PLANS = 5;

    private static final Logger log = LoggerFactory.getLogger(Planner.class);

    private final PaymentStore store;
    private final PaymentLedger ledger;
    private final Optional<AssetSource> assets;
    private final IdSource ids;
    private final RegisterStaging staging;

    public Planner(PaymentStore store, PaymentLedger ledger, Optional<AssetSource> assets, IdSource ids) {
        this.store = store;
        this.ledger = ledger;
        this.assets = assets;
        this.ids = ids;
        this.staging = new RegisterStaging(ledger, store);
    }

    /**
     * Plans a distribution, or returns it as it is when it has a plan.
     *
     * @return the planned distribution, and whether this call planned it
     * @throws io.masspayout.validation.InvalidRequestException when nobody can be paid with the amount
     * @throws io.masspayout.store.DuplicateAccountException when two holders are one account
     * @throws io.masspayout.ledger.LedgerUnavailableException when holders or balance cannot be read now
     */
    public Created<Distribution> plan(DistributionId id, Act act) {
        Distribution distribution = find(id);
        if (distribution.isPlanned()) {
            return new Created<>(distribution, false);
        }
        Created<Distribution> planned =
                withOrder(distribution, (source, order) -> store.commitPlan(id, source, order, act));
        if (planned.created()) {
            Plan plan = planned.value().requirePlan();
            log.info(
                    "distribution {} planned: {} holders in {} batches, {} skipped",
                    id,
                    plan.payableHolders(),
                    plan.batches(),
                    plan.skippedHolders());
        }
        return planned;
    }

    /**
     * What executing a distribution now would pay: the plan that is written, or else the one that {@link #plan} would write now. Writes
     * nothing but staged rows, which it removes, and for a distribution planned on a ledger snapshot the snapshot's reference.
     */
    public PayoutPreview preview(DistributionId id, Instant now) {
        Distribution distribution = find(id);
        OpenDue due = store.openDue(id);
        Preflight preflight = ledger.check(distribution.treasury());
        Optional<PlanDraft> written = store.writtenPlan(id);
        Draft drafted = written.map(plan -> new Draft(plan, List.of())).orElseGet(() -> switch (distribution.status()) {
            case PENDING ->
                withOrder(
                        distribution,
                        (source, order) ->
                                new Draft(store.draftPlan(id, source, order, now), unknownAccounts(id, source)));
            // It ended before there was a plan, or the schema's first version made it, which wrote none.
            case PROCESSING, COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED ->
                new Draft(PlanDraft.ofNobody(now), List.of());
        });
        PlanDraft draft = drafted.plan();
        return new PayoutPreview(
                distribution,
                draft.plan(),
                draft.skipped(),
                draft.smallest(),
                draft.largest(),
                preflight.balance(),
                due.owedToOthers(),
                written.isPresent() ? due.unsent() : draft.plan().payable(),
                drafted.unknownAccounts(),
                store.probableDuplicates(id));
    }

    private record Draft(PlanDraft plan, List<HolderBalance> unknownAccounts) {}

    private List<HolderBalance> unknownAccounts(DistributionId id, PlanSource source) {
        return store.unknownAccounts(id, source, PayoutPreview.MAX_UNKNOWN_ACCOUNTS);
    }

    private <T> T withOrder(Distribution distribution, BiFunction<PlanSource, PlanOrder, T> write) {
        for (int attempt = 1; ; attempt++) {
            PlanSource source = bringHolders(distribution);
            try {
                return write.apply(source, order(distribution, source));
            } catch (StalePlanException stale) {
                if (attempt == MAX_STALE_PLANS) {
                    throw stale;
                }
                log.info("distribution {}: {}", distribution.id(), stale.getMessage());
            } finally {
                source.staging().ifPresent(store::discardStaging);
            }
        }
    }

    private PlanOrder order(Distribution distribution, PlanSource source) {
        Asset asset = store.asset(distribution.assetId())
                .orElseThrow(() -> new NotFoundException("asset", distribution.assetId()));
        askForTokenTreasury(asset);
        Eligibility eligibility = store.eligibility(distribution.id(), source);
        refuseUnknownAccounts(distribution, source, eligibility);
        long balance = switch (distribution.terms().basis()) {
            case TREASURY_PERCENTAGE -> ledger.check(distribution.treasury()).balance();
            case TOTAL, PER_HOLDER, PER_UNIT, DEPOSIT_PERCENTAGE -> 0;
        };
        long total = new TotalAmount(asset, distribution).of(eligibility, balance);
        return new PlanOrder(total, eligibility, ledger.limits().holdersPerBatch());
    }

    /** An asset that an earlier version of the library imported has none: it is asked for once. */
    private void askForTokenTreasury(Asset asset) {
        if (asset.tokenTreasury() == null && assets.isPresent()) {
            assets.get()
                    .token(asset.tokenId().value())
                    .ifPresent(token -> store.noteTokenTreasury(asset.id(), token.treasury(), asset.updatedAt()));
        }
    }

    /** Before anything is written: what the order was computed on is compared when the plan is. */
    private void refuseUnknownAccounts(Distribution distribution, PlanSource source, Eligibility eligibility) {
        long unknown = eligibility.skipped().getOrDefault(SkipReason.NO_ACCOUNT, 0L);
        if (distribution.terms().refuseUnknownAccounts() && unknown > 0) {
            List<String> first = unknownAccounts(distribution.id(), source).stream()
                    .map(HolderBalance::accountAsGiven)
                    .toList();
            Faults faults = Faults.of("plan of distribution " + distribution.id());
            faults.add(
                    "holders",
                    first,
                    unknown + " of " + eligibility.listed()
                            + " holders have an address that is no account, and the request"
                            + " refuses those; correct the register, or have the accounts created");
            faults.throwIfAny();
        }
    }

    private PlanSource bringHolders(Distribution distribution) {
        if (!distribution.holderSource().isLedger()) {
            return new PlanSource.Register();
        }
        AssetSource source = assets.orElseThrow(() -> new IllegalStateException("distribution " + distribution.id()
                + " takes its holders from the ledger, but the gateway cannot read them"));
        Asset asset = store.asset(distribution.assetId())
                .orElseThrow(() -> new NotFoundException("asset", distribution.assetId()));
        SnapshotRef snapshot = distribution.snapshot();
        if (snapshot == null) {
            snapshot = store.recordSnapshot(
                    distribution.id(), source.takeSnapshot(asset.tokenId(), distribution.recordDate()));
        }
        StagingId stagingId = new StagingId(ids.next());
        try (RegisterCursor holders = new LedgerRegister(source.holders(asset.tokenId(), snapshot))) {
            return new PlanSource.Staged(stagingId, staging.stage(stagingId, holders));
        }
    }

    private Distribution find(DistributionId id) {
        return store.distribution(id).orElseThrow(() -> new NotFoundException("distribution", id));
    }
}
