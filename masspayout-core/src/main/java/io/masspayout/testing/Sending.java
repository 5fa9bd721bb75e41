package io.masspayout.testing;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.Act;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.ConflictException;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.InDoubtBatch;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.Postponement;
import io.masspayout.store.Settlement.Ending;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The steps of the protocol up to the send: claim, screen out, allocate, intend; and the leases under which they are taken. */
final class Sending {

    private final Tables tables;
    private final Guards guards;

    Sending(Tables tables, Guards guards) {
        this.tables = tables;
        this.guards = guards;
    }

    List<ClaimedBatch> claim(DistributionId id, Lease lease, Instant now, int limit) {
        DistributionRow row = tables.distribution(id);
        if (!guards.maySend(row).isGranted()) {
            return List.of();
        }
        return lease(row, BatchRow::isPending, lease, now, limit).stream()
                .map(batch -> new ClaimedBatch(
                        batch.id(), id, batch.payments(), Optional.ofNullable(batch.allocated()), batch.retryDepth()))
                .toList();
    }

    List<InDoubtBatch> claimInDoubt(DistributionId id, Lease lease, Instant now, int limit) {
        DistributionRow row = tables.distribution(id);
        return lease(row, BatchRow::isInFlight, lease, now, limit).stream()
                .map(batch -> new InDoubtBatch(
                        batch.id(), id, batch.payments(), batch.requireSigned(), batch.attempts(), batch.retryDepth()))
                .toList();
    }

    private List<BatchRow> lease(DistributionRow row, Predicate<BatchRow> wanted, Lease lease, Instant now, int limit) {
        Instant databaseNow = tables.now();
        List<BatchRow> free = row.batches.stream()
                .filter(wanted)
                .filter(batch -> isFree(batch, now, databaseNow))
                .limit(limit)
                .toList();
        free.forEach(batch -> batch.leaseTo(lease, databaseNow));
        return free;
    }

    private static boolean isFree(BatchRow batch, Instant now, Instant databaseNow) {
        return !batch.isLeased(databaseNow) && batch.isDue(now);
    }

    Set<BatchId> screenOut(Lease lease, Map<BatchId, Map<AccountId, Failure>> unable, Instant now) {
        Set<BatchId> changed = new LinkedHashSet<>();
        unable.forEach((batchId, failures) -> {
            BatchRow batch = tables.batches.get(batchId);
            if (batch != null
                    && batch.isPending()
                    && batch.isUnder(lease)
                    && batch.transactionId() == null
                    && screenOut(lease, batch, failures, now)) {
                changed.add(batchId);
            }
        });
        return changed;
    }

    private boolean screenOut(Lease lease, BatchRow batch, Map<AccountId, Failure> failures, Instant now) {
        boolean any = false;
        for (HolderRow holder : batch.waiting()) {
            Failure failure = failures.get(holder.account());
            if (failure != null) {
                holder.fail(failure);
                tables.leavesUnpaid(holder, batch, null, failure, now);
                if (batch.waiting().isEmpty()) {
                    Act act = Act.quoting(lease.toString(), failure.toString(), now);
                    tables.audit(Tables.BATCH, batch.id(), "screened out", batch.status(), BatchStatus.FAILED, act);
                    batch.end(Ending.NEVER_SENT, failure, null, now);
                }
                any = true;
            }
        }
        return any;
    }

    Set<BatchId> allocate(Lease lease, Collection<DraftedTransaction> drafted) {
        List<Allocated> wanted = drafted.stream()
                .filter(one -> mayAllocate(lease, one))
                .map(DraftedTransaction::allocated)
                .toList();
        Map<LedgerTransactionId, BatchId> owners = new LinkedHashMap<>();
        for (Allocated one : wanted) {
            BatchRow row = tables.batchOf(one.transactionId());
            BatchId owner = row == null ? owners.put(one.transactionId(), one.batchId()) : row.id();
            if (owner != null) {
                throw new ConflictException("ledger id " + one.transactionId() + " belongs to batch " + owner
                        + " and cannot be given to " + one.batchId());
            }
        }
        Set<BatchId> stored = new LinkedHashSet<>();
        for (Allocated one : wanted) {
            row(one.batchId()).allocate(one);
            stored.add(one.batchId());
        }
        return stored;
    }

    private boolean mayAllocate(Lease lease, DraftedTransaction drafted) {
        BatchRow batch = tables.batches.get(drafted.batchId());
        return batch != null
                && batch.isPending()
                && batch.isUnder(lease)
                && batch.transactionId() == null
                && batch.waiting().size() == drafted.holders()
                && batch.owed() == drafted.amount();
    }

    Map<BatchId, IntentResult> intend(Lease lease, Collection<Signed> signed) {
        Map<BatchId, IntentResult> answers = new LinkedHashMap<>();
        for (Signed bytes : signed) {
            BatchRow batch = tables.batches.get(bytes.batchId());
            IntentResult answer = batch != null
                            && batch.isPending()
                            && batch.isUnder(lease)
                            && bytes.transactionId().equals(batch.transactionId())
                    ? guards.maySend(batch.distribution())
                    : IntentResult.LEASE_LOST;
            if (answer.isGranted()) {
                Instant now = tables.now();
                Act act = new Act(lease.toString(), bytes.transactionId().toString(), now);
                tables.audit(
                        Tables.BATCH, bytes.batchId(), "intended", BatchStatus.PENDING, BatchStatus.PROCESSING, act);
                BatchRow granted = row(bytes.batchId());
                granted.intend(bytes);
                tables.treasury(granted.distribution().treasury()).takeProbe(granted.id());
                granted.leaseTo(lease, now);
            }
            answers.put(bytes.batchId(), answer);
        }
        return answers;
    }

    Map<BatchId, IntentResult> intendAgain(Lease lease, Collection<BatchId> ids) {
        Map<BatchId, IntentResult> answers = new LinkedHashMap<>();
        for (BatchId id : ids) {
            BatchRow batch = tables.batches.get(id);
            IntentResult answer = batch != null && batch.isInFlight() && batch.isUnder(lease)
                    ? guards.maySendAgain(batch.distribution())
                    : IntentResult.LEASE_LOST;
            if (answer.isGranted()) {
                row(id).countSend();
                row(id).leaseTo(lease, tables.now());
            }
            answers.put(id, answer);
        }
        return answers;
    }

    private BatchRow row(BatchId id) {
        BatchRow batch = tables.batches.get(id);
        if (batch == null) {
            throw new IllegalStateException("no batch " + id);
        }
        return batch;
    }

    void postpone(Lease lease, Collection<Postponement> postponements) {
        for (Postponement postponement : postponements) {
            BatchRow batch = tables.batches.get(postponement.batchId());
            if (batch != null && batch.isOpen() && batch.isUnder(lease)) {
                batch.postpone(postponement.notBefore(), postponement.reason());
            }
        }
    }

    boolean park(Lease lease, BatchId id, String reason, Instant now) {
        BatchRow batch = tables.batches.get(id);
        if (batch == null || !batch.isOpen() || !batch.isUnder(lease)) {
            return false;
        }
        Failure failure = Failure.of(FailureCode.RECORDING_REFUSED, reason);
        batch.park(now, failure);
        Act act = Act.quoting(lease.toString(), failure.toString(), now);
        tables.audit(Tables.BATCH, id, "set aside", batch.status(), batch.status(), act);
        return true;
    }

    Set<BatchId> renew(Lease lease, Collection<BatchId> ids) {
        Set<BatchId> renewed = new LinkedHashSet<>();
        for (BatchId id : ids) {
            BatchRow batch = tables.batches.get(id);
            if (batch != null && batch.isUnder(lease)) {
                batch.leaseTo(lease, tables.now());
                renewed.add(id);
            }
        }
        return renewed;
    }

    void release(Lease lease) {
        tables.batches.values().stream().filter(batch -> batch.isUnder(lease)).forEach(BatchRow::giveBack);
    }

    List<DistributionId> due(Instant now, int limit) {
        Instant databaseNow = tables.now();
        return tables.distributions.values().stream()
                .filter(DistributionRow::isPlanned)
                .filter(row -> row.isToBeTried(now) && isDue(row, now, databaseNow))
                .sorted(Comparator.comparing(DistributionRow::workedAt).thenComparing(DistributionRow::id))
                .limit(limit)
                .map(DistributionRow::id)
                .toList();
    }

    private boolean isDue(DistributionRow row, Instant now, Instant databaseNow) {
        if (!row.isProcessing()) {
            return row.status().isNotStarted() && guards.isWorthTrying(row, now);
        }
        if (!row.hasOpenBatches()) {
            return !row.isReconciling();
        }
        boolean worthTrying = guards.isWorthTrying(row, now);
        return row.batches.stream()
                .filter(batch -> batch.isInFlight() || (batch.isPending() && worthTrying))
                .anyMatch(batch -> isFree(batch, now, databaseNow));
    }
}
