package io.masspayout.jooq;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Book;
import io.masspayout.model.BookId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.IdSource;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Act;
import io.masspayout.store.CancelResult;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.Created;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.Eligibility;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.HistoryLook;
import io.masspayout.store.HoldResult;
import io.masspayout.store.ImportedAsset;
import io.masspayout.store.InDoubtBatch;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.Obligations;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.PlanDraft;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import io.masspayout.store.Postponement;
import io.masspayout.store.ProbableDuplicate;
import io.masspayout.store.ReconcileCounts;
import io.masspayout.store.ReserveResult;
import io.masspayout.store.RetryResult;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import io.masspayout.store.TickedOff;
import io.masspayout.store.UnknownPayment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The verbs of the payment protocol, each in one transaction of whatever kind the store was given. */
abstract class PaymentVerbs implements PaymentStore {

    private final AssetVerbs assets;
    private final RegisterVerbs registers;
    private final DeclareVerbs declarations;
    private final PlanVerbs plans;
    private final LifecycleVerbs lifecycle;
    private final RetryVerbs retries;
    private final ProgressVerbs progress;
    private final WorkVerbs work;
    private final LeaseVerbs leases;
    private final ScreenVerbs screening;
    private final IntentVerbs intents;
    private final SettleVerbs settling;
    private final TreasuryVerbs treasuries;
    private final ReconcileVerbs reconciling;
    private final BookVerbs books;
    private final HistoryVerbs histories;

    PaymentVerbs(Transactions transactions, IdSource ids) {
        Audit audit = new Audit(ids);
        TreasuryStops stops = new TreasuryStops(audit);
        this.assets = new AssetVerbs(transactions, audit);
        this.registers = new RegisterVerbs(transactions, ids, audit);
        this.declarations = new DeclareVerbs(transactions, ids, audit);
        this.plans = new PlanVerbs(transactions, ids, audit);
        this.lifecycle = new LifecycleVerbs(transactions, audit);
        this.retries = new RetryVerbs(transactions, ids, audit);
        this.progress = new ProgressVerbs(transactions);
        this.work = new WorkVerbs(transactions);
        this.leases = new LeaseVerbs(transactions, audit);
        this.screening = new ScreenVerbs(transactions, ids, audit);
        this.intents = new IntentVerbs(transactions, audit);
        this.settling = new SettleVerbs(transactions, ids, audit, stops, new Probes(transactions, audit));
        this.treasuries = new TreasuryVerbs(transactions, audit, stops);
        this.reconciling = new ReconcileVerbs(transactions, ids, audit, stops);
        HistoryStops explained = new HistoryStops(audit);
        this.books = new BookVerbs(transactions, audit, explained);
        this.histories = new HistoryVerbs(transactions, audit, stops, explained, reconciling);
    }

    @Override
    public Created<Asset> importAsset(ImportedAsset imported) {
        return assets.importAsset(imported);
    }

    @Override
    public Optional<Asset> asset(AssetId id) {
        return assets.asset(id);
    }

    @Override
    public Optional<Asset> assetByToken(TokenId tokenId) {
        return assets.assetByToken(tokenId);
    }

    @Override
    public Asset rename(AssetId id, String name, Act act) {
        return assets.rename(id, name, act);
    }

    @Override
    public Asset changeTreasury(AssetId id, AccountId treasury, Act act) {
        return assets.changeTreasury(id, treasury, act);
    }

    @Override
    public Asset changePaymentToken(AssetId id, PaymentCurrency currency, Act act) {
        return assets.changePaymentToken(id, currency, act);
    }

    @Override
    public void noteTokenTreasury(AssetId id, AccountId account, Instant at) {
        assets.noteTokenTreasury(id, account, at);
    }

    @Override
    public Asset setPaused(AssetId id, boolean paused, Act act) {
        return assets.setPaused(id, paused, act);
    }

    @Override
    public Asset setSyncEnabled(AssetId id, boolean enabled, Act act) {
        return assets.setSyncEnabled(id, enabled, act);
    }

    @Override
    public void stage(StagingId stagingId, Iterable<StagedHolder> rows) {
        registers.stage(stagingId, rows);
    }

    @Override
    public long replaceRegister(AssetId id, StagingId stagingId, long rows, Act act) {
        return registers.replaceRegister(id, stagingId, rows, act);
    }

    @Override
    public void discardStaging(StagingId stagingId) {
        registers.discardStaging(stagingId);
    }

    @Override
    public Created<Distribution> create(Distribution candidate, Set<AccountId> excluded) {
        return declarations.create(candidate, excluded);
    }

    @Override
    public Optional<Distribution> distribution(DistributionId id) {
        return declarations.distribution(id);
    }

    @Override
    public SnapshotRef recordSnapshot(DistributionId id, SnapshotRef snapshot) {
        return declarations.recordSnapshot(id, snapshot);
    }

    @Override
    public List<ProbableDuplicate> probableDuplicates(DistributionId id) {
        return declarations.probableDuplicates(id);
    }

    @Override
    public List<HolderBalance> unknownAccounts(DistributionId id, PlanSource source, int limit) {
        return plans.unknownAccounts(id, source, limit);
    }

    @Override
    public Eligibility eligibility(DistributionId id, PlanSource source) {
        return plans.eligibility(id, source);
    }

    @Override
    public PlanDraft draftPlan(DistributionId id, PlanSource source, PlanOrder order, Instant now) {
        return plans.draftPlan(id, source, order, now);
    }

    @Override
    public Created<Distribution> commitPlan(DistributionId id, PlanSource source, PlanOrder order, Act act) {
        return plans.commitPlan(id, source, order, act);
    }

    @Override
    public HoldResult setHeld(DistributionId id, boolean held, Act act) {
        return lifecycle.setHeld(id, held, act);
    }

    @Override
    public CancelResult cancel(DistributionId id, Act act) {
        return lifecycle.cancel(id, act);
    }

    @Override
    public RetryResult retryFailed(DistributionId id, int holdersPerBatch, Act act) {
        return retries.retryFailed(id, holdersPerBatch, act);
    }

    @Override
    public DistributionStatus finish(DistributionId id, Instant now) {
        return lifecycle.finish(id, now);
    }

    @Override
    public List<ClaimedBatch> claim(DistributionId id, Lease lease, Instant now, int limit) {
        return leases.claim(id, lease, now, limit);
    }

    @Override
    public Set<BatchId> screenOut(Lease lease, Map<BatchId, Map<AccountId, Failure>> unable, Instant now) {
        return screening.screenOut(lease, unable, now);
    }

    @Override
    public Set<BatchId> allocate(Lease lease, Collection<DraftedTransaction> drafted) {
        return intents.allocate(lease, drafted);
    }

    @Override
    public Map<BatchId, IntentResult> intend(Lease lease, Collection<Signed> signed) {
        return intents.intend(lease, signed);
    }

    @Override
    public List<InDoubtBatch> claimInDoubt(DistributionId id, Lease lease, Instant now, int limit) {
        return leases.claimInDoubt(id, lease, now, limit);
    }

    @Override
    public Map<BatchId, IntentResult> intendAgain(Lease lease, Collection<BatchId> batches) {
        return intents.intendAgain(lease, batches);
    }

    @Override
    public Map<BatchId, SettleResult> settle(Lease lease, Collection<Settlement> settlements, Instant now) {
        return settling.settle(lease, settlements, now);
    }

    @Override
    public void postpone(Lease lease, Collection<Postponement> postponements) {
        leases.postpone(lease, postponements);
    }

    @Override
    public boolean park(Lease lease, BatchId id, String reason, Instant now) {
        return leases.park(lease, id, reason, now);
    }

    @Override
    public Set<BatchId> renew(Lease lease, Collection<BatchId> batches) {
        return leases.renew(lease, batches);
    }

    @Override
    public void release(Lease lease) {
        leases.release(lease);
    }

    @Override
    public List<DistributionId> due(Instant now, int limit) {
        return progress.due(now, limit);
    }

    @Override
    public void tried(DistributionId id, Instant now) {
        work.tried(id, now);
    }

    @Override
    public Instant workFailed(DistributionId id, String reason, Instant now) {
        return work.failed(id, reason, now);
    }

    @Override
    public void workSucceeded(DistributionId id, Instant now) {
        work.succeeded(id, now);
    }

    @Override
    public Obligations obligations(Treasury treasury) {
        return treasuries.obligations(treasury);
    }

    @Override
    public ReserveResult reserve(DistributionId id, Obligations seen, long balance, Act act) {
        return treasuries.reserve(id, seen, balance, act);
    }

    @Override
    public void stop(Treasury treasury, TreasuryStop stop, Act act) {
        treasuries.stop(treasury, stop, act);
    }

    @Override
    public void stopAfterFailure(Treasury treasury, TreasuryStop stop, Act act) {
        treasuries.stopAfterFailure(treasury, stop, act);
    }

    @Override
    public boolean liftStop(Treasury treasury, boolean byPerson, Act act) {
        return treasuries.liftStop(treasury, byPerson, act);
    }

    @Override
    public Distribution beginReconcile(DistributionId id, Instant since, Act act) {
        return reconciling.begin(id, since, act);
    }

    @Override
    public ReconcileCounts adopt(DistributionId id, List<LedgerEntry> entries, Act act) {
        return reconciling.adopt(id, entries, act);
    }

    @Override
    public Distribution endReconcile(DistributionId id, Act act) {
        return reconciling.end(id, act);
    }

    @Override
    public Book book() {
        return books.book();
    }

    @Override
    public Book bind(LedgerFingerprint ledger, Act act) {
        return books.bind(ledger, act);
    }

    @Override
    public Book bindAnew(LedgerFingerprint ledger, Act act) {
        return books.bindAnew(ledger, act);
    }

    @Override
    public void noteReach(Duration reach) {
        books.noteReach(reach);
    }

    @Override
    public void noteRestore(Optional<Instant> ledgerTime) {
        histories.noteRestore(ledgerTime);
    }

    @Override
    public void declareNeighbour(AccountId account, BookId neighbour, Act act) {
        books.declareNeighbour(account, neighbour, act);
    }

    @Override
    public void declareFormer(DistributionId id, Act act) {
        books.declareFormer(id, act);
    }

    @Override
    public List<Treasury> treasuries() {
        return histories.treasuries();
    }

    @Override
    public FollowedHistory followed(Treasury treasury) {
        return histories.followed(treasury);
    }

    @Override
    public void keepsNoHistory(Treasury treasury, Act act) {
        histories.keepsNoHistory(treasury, act);
    }

    @Override
    public Optional<HistoryLook> beginFollow(Treasury treasury, Lease lease, Optional<Instant> ledgerTime, Act act) {
        return histories.beginFollow(treasury, lease, ledgerTime, act);
    }

    @Override
    public TickedOff tickOff(Treasury treasury, Lease lease, List<LedgerEntry> entries, Act act) {
        return histories.tickOff(treasury, lease, entries, act);
    }

    @Override
    public FollowedHistory endFollow(Treasury treasury, Lease lease, HistoryLook look, Instant completeUntil, Act act) {
        return histories.endFollow(treasury, lease, look, completeUntil);
    }

    @Override
    public void followFailed(Treasury treasury, Lease lease, String reason, Act act) {
        histories.followFailed(treasury, lease, reason, act);
    }

    @Override
    public List<DistributionId> blockedUntilReconciled(Treasury treasury) {
        return histories.blockedUntilReconciled(treasury);
    }

    @Override
    public List<UnknownPayment> unknownPayments(Treasury treasury, int limit) {
        return histories.unknownPayments(treasury, limit);
    }

    @Override
    public FollowedHistory beginReconcile(Treasury treasury, Optional<Instant> ledgerTime, Act act) {
        return histories.beginReconcile(treasury, ledgerTime, act);
    }

    @Override
    public FollowedHistory endReconcile(Treasury treasury, Act act) {
        return histories.endReconcile(treasury, act);
    }

    @Override
    public void allowWithoutHistory(Treasury treasury, Duration length, Act act) {
        histories.allowWithoutHistory(treasury, length, act);
    }
}
