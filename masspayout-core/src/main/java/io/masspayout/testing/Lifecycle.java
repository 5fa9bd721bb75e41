package io.masspayout.testing;

import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.SnapshotRef;
import io.masspayout.store.Act;
import io.masspayout.store.CancelResult;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.HoldResult;
import io.masspayout.store.IdempotencyConflictException;
import io.masspayout.store.Progress;
import io.masspayout.store.RetryResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A distribution from its declaration to its end. */
final class Lifecycle {

    private final Tables tables;
    private final Histories histories;

    Lifecycle(Tables tables, Histories histories) {
        this.tables = tables;
        this.histories = histories;
    }

    Created<Distribution> create(Distribution candidate, Set<AccountId> excluded) {
        tables.asset(candidate.assetId());
        for (DistributionRow row : tables.distributions.values()) {
            Distribution stored = row.toRecord();
            if (stored.idempotencyKey().equals(candidate.idempotencyKey())) {
                if (!stored.fingerprint().equals(candidate.fingerprint())) {
                    throw new IdempotencyConflictException(stored, candidate);
                }
                return new Created<>(stored, false);
            }
        }
        if (histories.isFormer(candidate.id())) {
            throw new ConflictException(
                    "distribution " + candidate.id() + " of idempotency key '" + candidate.idempotencyKey()
                            + "' was paid before and is settled elsewhere; use another key to pay again");
        }
        requireUnpaid(candidate);
        DistributionRow row = new DistributionRow(candidate, excluded);
        tables.distributions.put(candidate.id(), row);
        tables.audit(
                Tables.DISTRIBUTION,
                candidate.id(),
                "created",
                null,
                row.status(),
                new Act("masspayout", "", candidate.createdAt()));
        return new Created<>(row.toRecord(), true);
    }

    Optional<Distribution> byKey(String idempotencyKey) {
        return tables.distributions.values().stream()
                .map(DistributionRow::toRecord)
                .filter(stored -> stored.idempotencyKey().equals(idempotencyKey))
                .findAny();
    }

    private void requireUnpaid(Distribution candidate) {
        String action = candidate.corporateAction();
        for (DistributionRow row : tables.distributions.values()) {
            if (action != null
                    && action.equals(row.declared().corporateAction())
                    && row.declared().assetId().equals(candidate.assetId())) {
                throw new ConflictException("corporate action '" + action + "' of asset " + candidate.assetId()
                        + " is paid by distribution " + row.id());
            }
        }
    }

    SnapshotRef recordSnapshot(DistributionId id, SnapshotRef snapshot) {
        DistributionRow row = tables.distribution(id);
        if (row.snapshot() != null) {
            return row.snapshot();
        }
        for (DistributionRow other : tables.distributions.values()) {
            SnapshotRef taken = other.snapshot();
            if (snapshot.exclusive()
                    && taken != null
                    && taken.exclusive()
                    && taken.reference().equals(snapshot.reference())
                    && other.declared().assetId().equals(row.declared().assetId())) {
                throw new ConflictException(
                        "snapshot '" + snapshot.reference() + "' pays distribution " + other.id() + " already");
            }
        }
        row.snapshot(snapshot);
        return snapshot;
    }

    HoldResult setHeld(DistributionId id, boolean held, Act act) {
        DistributionRow row = tables.distribution(id);
        if (row.status().isFinal()) {
            throw new ConflictException("distribution " + id + " is " + row.status() + ", so nothing of it is sent");
        }
        boolean changed = row.isHeld() != held;
        if (changed) {
            row.hold(held);
            tables.audit(Tables.DISTRIBUTION, id, held ? "held" : "resumed", !held, held, act);
        }
        return new HoldResult(changed, row.inFlight());
    }

    CancelResult cancel(DistributionId id, Act act) {
        DistributionRow row = tables.distribution(id);
        if (row.status().isCancelled()) {
            return new CancelResult(DistributionStatus.CANCELLED, 0, 0);
        }
        if (!row.status().isUnfinished()) {
            throw new ConflictException("distribution " + id + " is " + row.status() + ", which cannot be cancelled");
        }
        if (histories.hasForgotten(row)) {
            throw new ConflictException("RECONCILING: what distribution " + id
                    + " has paid is not read back yet; hold it now, reconcile, and cancel it after that");
        }
        if (row.isProcessing() && !row.isBeingCancelled()) {
            row.requestCancel();
            tables.audit(Tables.DISTRIBUTION, id, "cancel requested", row.status(), row.status(), act);
        }
        long cancelled = cancelPending(row, act);
        if (!row.hasOpenBatches()) {
            end(row, DistributionStatus.CANCELLED, act);
        }
        return new CancelResult(row.status(), cancelled, row.inFlight());
    }

    private long cancelPending(DistributionRow row, Act act) {
        long cancelled = 0;
        for (BatchRow batch : row.batches) {
            if (batch.isPending()) {
                List<HolderRow> waiting = batch.waiting();
                waiting.forEach(HolderRow::cancel);
                cancelled += waiting.size();
                tables.audit(Tables.BATCH, batch.id(), "cancelled", batch.status(), "CANCELLED", act);
                batch.cancel(act.at());
            }
        }
        return cancelled;
    }

    RetryResult retryFailed(DistributionId id, int holdersPerBatch, Act act) {
        DistributionRow row = tables.distribution(id);
        if (!row.status().mayHaveFailed() || row.isBeingCancelled()) {
            throw new ConflictException("distribution " + id + " is "
                    + (row.isProcessing() ? "being cancelled" : row.status()) + ", so nothing of it is tried again");
        }
        if (row.isReconciling() || histories.isReconciling(row.treasury())) {
            throw new ConflictException("RECONCILING: the ledger's history of distribution " + id
                    + " is being read back; who has failed is known after that");
        }
        List<HolderRow> failed =
                row.holders.values().stream().filter(HolderRow::mayBeTriedAgain).toList();
        if (failed.isEmpty()) {
            return new RetryResult(0, 0);
        }
        failed.forEach(HolderRow::reopen);
        List<List<HolderRow>> chunks = Planner.chunks(failed, holdersPerBatch);
        for (List<HolderRow> chunk : chunks) {
            tables.newBatch(row, chunk, 0, null);
        }
        row.fund(false);
        tables.audit(
                Tables.DISTRIBUTION, id, "retry of " + failed.size(), row.status(), DistributionStatus.PROCESSING, act);
        row.start(act.at());
        return new RetryResult(failed.size(), chunks.size());
    }

    DistributionStatus finish(DistributionId id, Instant now) {
        DistributionRow row = tables.distribution(id);
        boolean mayEnd = row.isProcessing() && row.isPlanned() && !row.isReconciling();
        Act act = new Act("masspayout", "nothing is open", now);
        if (mayEnd && row.isBeingCancelled()) {
            cancelPending(row, act);
        }
        if (mayEnd && !row.hasOpenBatches()) {
            end(row, endOf(row), act);
        }
        return row.status();
    }

    private static DistributionStatus endOf(DistributionRow row) {
        if (row.isBeingCancelled()) {
            return DistributionStatus.CANCELLED;
        }
        if (row.countHolders(HolderStatus.FAILED) == 0) {
            return DistributionStatus.COMPLETED;
        }
        return row.countHolders(HolderStatus.PAID) == 0
                ? DistributionStatus.FAILED
                : DistributionStatus.PARTIALLY_COMPLETED;
    }

    private void end(DistributionRow row, DistributionStatus end, Act act) {
        tables.audit(Tables.DISTRIBUTION, row.id(), "ended", row.status(), end, act);
        row.become(end, act.at());
        row.fund(false);
    }

    Progress progress(DistributionId id) {
        DistributionRow row = tables.distribution(id);
        long skipped = row.countHolders(HolderStatus.SKIPPED);
        List<BatchRow> open = row.batches.stream().filter(BatchRow::isOpen).toList();
        Optional<BatchRow> nextToWait = open.stream().allMatch(batch -> batch.nextAttemptAt() != null)
                ? open.stream().min(Comparator.comparing(Lifecycle::nextAttempt))
                : Optional.empty();
        return new Progress(
                row.status(),
                row.holders.size() - skipped,
                skipped,
                row.countHolders(HolderStatus.PAID),
                row.countHolders(HolderStatus.FAILED),
                row.countHolders(HolderStatus.CANCELLED),
                row.countHolders(HolderStatus.PENDING),
                row.sumDue(HolderStatus.PAID),
                row.sumDue(HolderStatus.FAILED),
                row.sumDue(HolderStatus.CANCELLED),
                row.sumDue(HolderStatus.PENDING),
                row.batches.size(),
                open.size(),
                row.inFlight(),
                nextToWait.map(BatchRow::nextAttemptAt).orElse(null),
                nextToWait.map(Lifecycle::metWith).orElse(null));
    }

    private static Instant nextAttempt(BatchRow batch) {
        Instant at = batch.nextAttemptAt();
        return at == null ? Instant.MIN : at;
    }

    private static @Nullable String metWith(BatchRow batch) {
        Failure failure = batch.failure();
        return failure == null ? null : failure.toString();
    }
}
