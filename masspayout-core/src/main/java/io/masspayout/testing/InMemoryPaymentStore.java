package io.masspayout.testing;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
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
import io.masspayout.store.AuditEvent;
import io.masspayout.store.CancelResult;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.Created;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.Eligibility;
import io.masspayout.store.Fees;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.HistoryLook;
import io.masspayout.store.HoldResult;
import io.masspayout.store.ImportedAsset;
import io.masspayout.store.InDoubtBatch;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.Obligations;
import io.masspayout.store.Obstacle;
import io.masspayout.store.OpenDue;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.PlanDraft;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import io.masspayout.store.Postponement;
import io.masspayout.store.ProbableDuplicate;
import io.masspayout.store.Progress;
import io.masspayout.store.ReconcileCounts;
import io.masspayout.store.ReserveResult;
import io.masspayout.store.RetryResult;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import io.masspayout.store.Situation;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import io.masspayout.store.StatementLine;
import io.masspayout.store.TickedOff;
import io.masspayout.store.UnknownPayment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A payment store in memory, for tests and simulations: it obeys the same contract as the one on PostgreSQL, and forgets
 * everything with the process. Only the payment protocol; lists and reports are the database's.
 *
 * <p>Safe for use by many threads: one lock makes every call one transaction. What it returns are copies. Everything is kept in
 * memory, and looking up an id or a key reads all rows, so it is meant for some ten thousand holders, not for a million.
 */
public final class InMemoryPaymentStore implements PaymentStore {

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource databaseClock;
    private final IdSource ids;
    private final Tables tables;
    private final Registers registers;
    private final Planner planner;
    private final Lifecycle lifecycle;
    private final Situations situations;
    private final Sending sending;
    private final Settling settling;
    private final Treasuries treasuries;
    private final Reconciling reconciling;
    private final Histories histories;

    /**
     * An empty store.
     *
     * @param databaseClock stands for the database's clock, by which leases expire
     * @param ids of new batches and audit events
     */
    public InMemoryPaymentStore(InstantSource databaseClock, IdSource ids) {
        this.databaseClock = databaseClock;
        this.ids = ids;
        tables = new Tables(databaseClock, ids);
        Guards guards = new Guards(tables, treasury -> histories().followed(treasury));
        registers = new Registers(tables);
        planner = new Planner(tables, registers);
        sending = new Sending(tables, guards);
        treasuries = new Treasuries(tables, guards, treasury -> histories().firstUnexplained(treasury));
        settling = new Settling(tables, treasuries);
        reconciling = new Reconciling(tables, treasuries);
        histories = new Histories(tables, treasuries, reconciling);
        lifecycle = new Lifecycle(tables, histories);
        situations = new Situations(tables, guards, lifecycle, histories);
    }

    /**
     * A store of its own with everything that this one holds, as a backup is, or a database that was restored from one. It has the same
     * clock and source of ids.
     *
     * @param server that answers for the copy: with another lineage where the copy is a database that was restored, failed over or
     *     cloned, with another start only where it is a storage snapshot
     */
    public InMemoryPaymentStore copyAs(DatabaseServer server) {
        return locked(() -> {
            InMemoryPaymentStore copy = new InMemoryPaymentStore(databaseClock, ids);
            copy.tables.copyFrom(tables);
            copy.tables.serverIs(server);
            copy.histories.copyFrom(histories);
            return copy;
        });
    }

    private Histories histories() {
        return histories;
    }

    private <T> T locked(Supplier<T> transaction) {
        lock.lock();
        try {
            return transaction.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable transaction) {
        lock.lock();
        try {
            transaction.run();
        } finally {
            lock.unlock();
        }
    }

    /** For tests that break the store. */
    Tables tables() {
        return tables;
    }

    // what is stored, for assertions

    /** What every holder of a distribution got and why, by account id. */
    public List<StatementLine> statement(DistributionId id) {
        return locked(() -> tables.distribution(id).holders.values().stream()
                .map(HolderRow::line)
                .toList());
    }

    /** The batches of a distribution, by number. */
    public List<BatchPayout> batches(DistributionId id) {
        return locked(() ->
                tables.distribution(id).batches.stream().map(BatchRow::toRecord).toList());
    }

    /** How holders of a distribution left batches unpaid, oldest first. */
    public List<PaymentAttempt> attempts(DistributionId id) {
        return locked(() -> List.copyOf(tables.distribution(id).attempts));
    }

    /** Everything that somebody may have to explain, oldest first. */
    public List<AuditEvent> auditTrail() {
        return locked(() -> List.copyOf(tables.auditTrail));
    }

    // assets

    @Override
    public Created<Asset> importAsset(ImportedAsset imported) {
        return locked(() -> registers.importAsset(imported));
    }

    @Override
    public Optional<Asset> asset(AssetId id) {
        return locked(() -> Optional.ofNullable(tables.assets.get(id)));
    }

    @Override
    public Optional<Asset> assetByToken(TokenId tokenId) {
        return locked(() -> tables.assets.values().stream()
                .filter(asset -> asset.tokenId().equals(tokenId))
                .findAny());
    }

    @Override
    public Asset rename(AssetId id, String name, Act act) {
        return locked(() -> registers.rename(id, name, act));
    }

    @Override
    public Asset changeTreasury(AssetId id, AccountId treasury, Act act) {
        return locked(() -> registers.changeTreasury(id, treasury, act));
    }

    @Override
    public Asset changePaymentToken(AssetId id, PaymentCurrency currency, Act act) {
        return locked(() -> registers.changePaymentToken(id, currency, act));
    }

    @Override
    public void noteTokenTreasury(AssetId id, AccountId account, Instant at) {
        locked(() -> registers.noteTokenTreasury(id, account));
    }

    @Override
    public Asset setPaused(AssetId id, boolean paused, Act act) {
        return locked(() -> registers.setPaused(id, paused, act));
    }

    @Override
    public Asset setSyncEnabled(AssetId id, boolean enabled, Act act) {
        return locked(() -> registers.setSyncEnabled(id, enabled, act));
    }

    @Override
    public void stage(StagingId stagingId, Iterable<StagedHolder> rows) {
        locked(() -> registers.stage(stagingId, rows));
    }

    @Override
    public long replaceRegister(AssetId id, StagingId stagingId, long rows, Act act) {
        return locked(() -> registers.replaceRegister(id, stagingId, rows, act));
    }

    @Override
    public void discardStaging(StagingId stagingId) {
        locked(() -> registers.discardStaging(stagingId));
    }

    // distributions

    @Override
    public Created<Distribution> create(Distribution candidate, Set<AccountId> excluded) {
        return locked(() -> lifecycle.create(candidate, excluded));
    }

    @Override
    public Optional<Distribution> distribution(DistributionId id) {
        return locked(() -> Optional.ofNullable(tables.distributions.get(id)).map(DistributionRow::toRecord));
    }

    @Override
    public SnapshotRef recordSnapshot(DistributionId id, SnapshotRef snapshot) {
        return locked(() -> lifecycle.recordSnapshot(id, snapshot));
    }

    @Override
    public Optional<Distribution> distributionByKey(String idempotencyKey) {
        return locked(() -> lifecycle.byKey(idempotencyKey));
    }

    @Override
    public List<ProbableDuplicate> probableDuplicates(DistributionId id) {
        return locked(() -> new Lookalikes(tables).of(tables.distribution(id).toRecord()));
    }

    @Override
    public List<HolderBalance> unknownAccounts(DistributionId id, PlanSource source, int limit) {
        return locked(() -> planner.unknownAccounts(id, source, limit));
    }

    @Override
    public Eligibility eligibility(DistributionId id, PlanSource source) {
        return locked(() -> planner.eligibility(id, source));
    }

    @Override
    public PlanDraft draftPlan(DistributionId id, PlanSource source, PlanOrder order, Instant now) {
        return locked(() -> planner.draft(id, source, order, now));
    }

    @Override
    public Optional<PlanDraft> writtenPlan(DistributionId id) {
        return locked(() -> planner.written(id));
    }

    @Override
    public Created<Distribution> commitPlan(DistributionId id, PlanSource source, PlanOrder order, Act act) {
        return locked(() -> planner.commit(id, source, order, act));
    }

    @Override
    public HoldResult setHeld(DistributionId id, boolean held, Act act) {
        return locked(() -> lifecycle.setHeld(id, held, act));
    }

    @Override
    public CancelResult cancel(DistributionId id, Act act) {
        return locked(() -> lifecycle.cancel(id, act));
    }

    @Override
    public RetryResult retryFailed(DistributionId id, int holdersPerBatch, Act act) {
        return locked(() -> lifecycle.retryFailed(id, holdersPerBatch, act));
    }

    @Override
    public DistributionStatus finish(DistributionId id, Instant now) {
        return locked(() -> lifecycle.finish(id, now));
    }

    @Override
    public Progress progress(DistributionId id) {
        return locked(() -> lifecycle.progress(id));
    }

    @Override
    public Fees fees(DistributionId id) {
        return locked(() -> situations.fees(id));
    }

    @Override
    public Situation situation(DistributionId id) {
        return locked(() -> situations.situation(id));
    }

    // batches

    @Override
    public List<ClaimedBatch> claim(DistributionId id, Lease lease, Instant now, int limit) {
        return locked(() -> sending.claim(id, lease, now, limit));
    }

    @Override
    public Set<BatchId> screenOut(Lease lease, Map<BatchId, Map<AccountId, Failure>> unable, Instant now) {
        return locked(() -> sending.screenOut(lease, unable, now));
    }

    @Override
    public Set<BatchId> allocate(Lease lease, Collection<DraftedTransaction> allocated) {
        return locked(() -> sending.allocate(lease, allocated));
    }

    @Override
    public Map<BatchId, IntentResult> intend(Lease lease, Collection<Signed> signed) {
        return locked(() -> sending.intend(lease, signed));
    }

    @Override
    public List<InDoubtBatch> claimInDoubt(DistributionId id, Lease lease, Instant now, int limit) {
        return locked(() -> sending.claimInDoubt(id, lease, now, limit));
    }

    @Override
    public Map<BatchId, IntentResult> intendAgain(Lease lease, Collection<BatchId> batches) {
        return locked(() -> sending.intendAgain(lease, batches));
    }

    @Override
    public Map<BatchId, SettleResult> settle(Lease lease, Collection<Settlement> settlements, Instant now) {
        return locked(() -> settling.settle(lease, settlements, now));
    }

    @Override
    public void postpone(Lease lease, Collection<Postponement> postponements) {
        locked(() -> sending.postpone(lease, postponements));
    }

    @Override
    public boolean park(Lease lease, BatchId id, String reason, Instant now) {
        return locked(() -> sending.park(lease, id, reason, now));
    }

    @Override
    public Set<BatchId> renew(Lease lease, Collection<BatchId> batches) {
        return locked(() -> sending.renew(lease, batches));
    }

    @Override
    public void release(Lease lease) {
        locked(() -> sending.release(lease));
    }

    @Override
    public List<DistributionId> due(Instant now, int limit) {
        return locked(() -> sending.due(now, limit));
    }

    @Override
    public void tried(DistributionId id, Instant now) {
        locked(() -> tables.distribution(id).workAt(now));
    }

    @Override
    public Instant workFailed(DistributionId id, String reason, Instant now) {
        return locked(() -> tables.distribution(id).fail(reason, now));
    }

    @Override
    public void workSucceeded(DistributionId id, Instant now) {
        locked(() -> tables.distribution(id).succeed());
    }

    // treasuries

    @Override
    public Obligations obligations(Treasury treasury) {
        return locked(() -> treasuries.obligations(treasury));
    }

    @Override
    public OpenDue openDue(DistributionId id) {
        return locked(() -> treasuries.openDue(id));
    }

    @Override
    public ReserveResult reserve(DistributionId id, Obligations seen, long balance, Act act) {
        return locked(() -> treasuries.reserve(id, seen, balance, act));
    }

    @Override
    public void stop(Treasury treasury, TreasuryStop stop, Act act) {
        locked(() -> treasuries.stop(treasury, stop, act));
    }

    @Override
    public void stopAfterFailure(Treasury treasury, TreasuryStop stop, Act act) {
        locked(() -> treasuries.stopAfterFailure(treasury, stop, act));
    }

    @Override
    public boolean beginProbe(Treasury treasury, Act act) {
        return locked(() -> treasuries.beginProbe(treasury, act));
    }

    @Override
    public boolean liftStop(Treasury treasury, boolean byPerson, Act act) {
        return locked(() -> treasuries.liftStop(treasury, byPerson, act));
    }

    @Override
    public void noAnswer(Treasury treasury, Failure reason, Act act) {
        locked(() -> tables.treasury(treasury).isSilent(reason, act.at()));
    }

    @Override
    public void answered(Treasury treasury) {
        locked(() -> tables.treasury(treasury).isSilentNoMore());
    }

    @Override
    public Optional<Obstacle> obstacle(DistributionId id, Obstacle.Step step) {
        return locked(() -> treasuries.obstacle(id, step));
    }

    @Override
    public Optional<TreasuryStop> stopped(Treasury treasury) {
        return locked(() -> treasuries.stopped(treasury));
    }

    // reconcile

    @Override
    public Distribution beginReconcile(DistributionId id, Instant since, Act act) {
        return locked(() -> reconciling.begin(id, since, act));
    }

    @Override
    public ReconcileCounts adopt(DistributionId id, List<LedgerEntry> entries, Act act) {
        return locked(() -> reconciling.adopt(id, entries, act));
    }

    @Override
    public Distribution endReconcile(DistributionId id, Act act) {
        return locked(() -> reconciling.end(id, act));
    }

    // the book

    @Override
    public Book book() {
        return locked(tables::book);
    }

    @Override
    public Book bind(LedgerFingerprint ledger, Act act) {
        return locked(() -> {
            tables.bookIs(tables.book().boundTo(ledger, act.at()));
            return tables.book();
        });
    }

    @Override
    public Book bindAnew(LedgerFingerprint ledger, Act act) {
        return locked(() -> {
            Book before = tables.book();
            tables.bookIs(before.boundAnew(ledger, act.at()));
            tables.audit("book", before.id(), "bound anew", before.ledger().orElse(null), ledger, act);
            return tables.book();
        });
    }

    @Override
    public void noteReach(Duration reach) {
        locked(() -> tables.bookIs(tables.book().reaching(reach)));
    }

    @Override
    public void noteRestore(Optional<Instant> ledgerTime) {
        locked(() -> histories.noteRestore(ledgerTime));
    }

    @Override
    public void declareNeighbour(AccountId account, BookId neighbour, Act act) {
        locked(() -> histories.declareNeighbour(account, neighbour, act));
    }

    @Override
    public void declareFormer(DistributionId id, Act act) {
        locked(() -> histories.declareFormer(id, act));
    }

    // the ledger's history

    @Override
    public Instant databaseTime() {
        return tables.now();
    }

    @Override
    public List<Treasury> treasuries() {
        return locked(histories::treasuries);
    }

    @Override
    public FollowedHistory followed(Treasury treasury) {
        return locked(() -> histories.followed(treasury));
    }

    @Override
    public void keepsNoHistory(Treasury treasury, Act act) {
        locked(() -> histories.keepsNoHistory(treasury));
    }

    @Override
    public Optional<HistoryLook> beginFollow(Treasury treasury, Lease lease, Optional<Instant> ledgerTime, Act act) {
        return locked(() -> histories.beginFollow(treasury, lease, ledgerTime, act));
    }

    @Override
    public TickedOff tickOff(Treasury treasury, Lease lease, List<LedgerEntry> entries, Act act) {
        return locked(() -> histories.tickOff(treasury, lease, entries, act));
    }

    @Override
    public FollowedHistory endFollow(Treasury treasury, Lease lease, HistoryLook look, Instant completeUntil, Act act) {
        return locked(() -> histories.endFollow(treasury, lease, look, completeUntil));
    }

    @Override
    public void followFailed(Treasury treasury, Lease lease, String reason, Act act) {
        locked(() -> histories.followFailed(treasury, lease, reason, act));
    }

    @Override
    public List<DistributionId> blockedUntilReconciled(Treasury treasury) {
        return locked(() -> histories.blockedUntilReconciled(treasury));
    }

    @Override
    public List<UnknownPayment> unknownPayments(Treasury treasury, int limit) {
        return locked(() -> histories.unknownPayments(treasury, limit));
    }

    @Override
    public FollowedHistory beginReconcile(Treasury treasury, Optional<Instant> ledgerTime, Act act) {
        return locked(() -> histories.beginReconcile(treasury, ledgerTime, act));
    }

    @Override
    public FollowedHistory endReconcile(Treasury treasury, Act act) {
        return locked(() -> histories.endReconcile(treasury, act));
    }

    @Override
    public void allowWithoutHistory(Treasury treasury, Duration length, Act act) {
        locked(() -> histories.allow(treasury, length, act));
    }
}
