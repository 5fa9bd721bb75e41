package io.masspayout.testing;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Book;
import io.masspayout.model.BookId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.IdSource;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Treasury;
import io.masspayout.store.Act;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All rows of the in-memory store. Not thread-safe: the store's lock guards it. */
final class Tables {

    /** As in {@code audit_event.subject}. */
    static final String ASSET = "asset";

    static final String DISTRIBUTION = "distribution";
    static final String BATCH = "batch_payout";
    static final String TREASURY = "treasury";

    private final InstantSource databaseClock;
    private final IdSource ids;
    private DatabaseServer server = DatabaseServer.FIRST;
    private Book book;
    final Map<AssetId, Asset> assets = new LinkedHashMap<>();
    /** Assets whose name a person gave. */
    final Set<AssetId> renamed = new HashSet<>();

    final Map<AssetId, NavigableMap<AccountId, StagedHolder>> registers = new HashMap<>();
    final Map<StagingId, NavigableMap<Long, StagedHolder>> staged = new HashMap<>();
    final Map<DistributionId, DistributionRow> distributions = new LinkedHashMap<>();
    final Map<BatchId, BatchRow> batches = new HashMap<>();
    /** What the ledger's history has shown and this database has taken in. */
    final Set<LedgerTransactionId> readBack = new HashSet<>();

    private final Map<Treasury, TreasuryRow> treasuries = new HashMap<>();
    final List<AuditEvent> auditTrail = new ArrayList<>();

    Tables(InstantSource databaseClock, IdSource ids) {
        this.databaseClock = databaseClock;
        this.ids = ids;
        this.book = new Book(
                new BookId(ids.next()), Optional.empty(), Optional.empty(), databaseClock.instant(), Duration.ZERO);
    }

    /** Takes over everything that another one holds, as copies; a new one must be empty. */
    void copyFrom(Tables other) {
        server = other.server;
        book = other.book;
        assets.putAll(other.assets);
        other.registers.forEach((id, register) -> registers.put(id, new TreeMap<>(register)));
        other.staged.forEach((id, rows) -> staged.put(id, new TreeMap<>(rows)));
        for (DistributionRow row : other.distributions.values()) {
            DistributionRow copy = row.copy();
            distributions.put(copy.id(), copy);
            copy.batches.forEach(batch -> batches.put(batch.id(), batch));
        }
        readBack.addAll(other.readBack);
        other.treasuries.forEach((treasury, row) -> treasuries.put(treasury, row.copy()));
        auditTrail.addAll(other.auditTrail);
    }

    /** Which database answers. */
    DatabaseServer server() {
        return server;
    }

    void serverIs(DatabaseServer another) {
        server = another;
    }

    Book book() {
        return book;
    }

    void bookIs(Book changed) {
        book = changed;
    }

    /** The database's clock. */
    Instant now() {
        return databaseClock.instant();
    }

    Asset asset(AssetId id) {
        Asset asset = assets.get(id);
        if (asset == null) {
            throw new NotFoundException(ASSET, id);
        }
        return asset;
    }

    DistributionRow distribution(DistributionId id) {
        DistributionRow row = distributions.get(id);
        if (row == null) {
            throw new NotFoundException(DISTRIBUTION, id);
        }
        return row;
    }

    TreasuryRow treasury(Treasury treasury) {
        return treasuries.computeIfAbsent(treasury, unused -> new TreasuryRow());
    }

    @Nullable
    BatchRow batchOf(LedgerTransactionId transactionId) {
        return batches.values().stream()
                .filter(batch -> transactionId.equals(batch.transactionId()))
                .findAny()
                .orElse(null);
    }

    /** A new PENDING batch at the end of its distribution. */
    BatchRow newBatch(
            DistributionRow distribution, List<HolderRow> holders, int retryDepth, @Nullable Instant notBefore) {
        BatchRow batch = newBatch(distribution, new BatchId(ids.next()), null, retryDepth, notBefore);
        batch.holdersAre(holders);
        return batch;
    }

    /** A new PENDING batch that takes over holders of another one; each of them has left that one unpaid. */
    BatchRow split(BatchRow from, List<HolderRow> holders, Instant notBefore) {
        return split(from, holders, Math.addExact(from.retryDepth(), 1), notBefore);
    }

    /** {@link #split(BatchRow, List, Instant)} at another retry depth than one more. */
    BatchRow split(BatchRow from, List<HolderRow> holders, int retryDepth, Instant notBefore) {
        BatchRow batch = newBatch(from.distribution(), new BatchId(ids.next()), from, retryDepth, notBefore);
        batch.holdersAre(holders);
        return batch;
    }

    /** A batch that somebody else made, and this database has forgotten. */
    BatchRow forgottenBatch(DistributionRow distribution, BatchId wanted) {
        BatchId id = batches.containsKey(wanted) ? new BatchId(ids.next()) : wanted;
        return newBatch(distribution, id, null, 0, null);
    }

    /** A batch that carries what the ledger id of another one paid after that one had ended. It has no id: the other has it. */
    BatchRow lateBatch(BatchRow ended) {
        return newBatch(
                ended.distribution(), new BatchId(ids.next()), ended, Math.addExact(ended.retryDepth(), 1), null);
    }

    private BatchRow newBatch(
            DistributionRow distribution,
            BatchId id,
            @Nullable BatchRow splitFrom,
            int retryDepth,
            @Nullable Instant notBefore) {
        BatchRow batch = new BatchRow(
                id, distribution, distribution.batches.size() + 1, splitFrom, retryDepth, notBefore, now());
        distribution.batches.add(batch);
        batches.put(id, batch);
        return batch;
    }

    /** Notes that a holder leaves a batch unpaid. */
    void leavesUnpaid(
            HolderRow holder,
            BatchRow batch,
            @Nullable LedgerTransactionId transactionId,
            Failure failure,
            Instant at) {
        holder.countAttempt();
        batch.countUnpaid();
        batch.distribution()
                .attempts
                .add(new PaymentAttempt(holder.account(), batch.id(), batch.number(), transactionId, failure, at));
    }

    void audit(String subject, Object subjectId, String event, @Nullable Object from, @Nullable Object to, Act act) {
        auditTrail.add(new AuditEvent(
                ids.next(),
                subject,
                subjectId.toString(),
                event,
                from == null ? null : from.toString(),
                to == null ? null : to.toString(),
                act.who(),
                act.why(),
                act.at()));
    }
}
