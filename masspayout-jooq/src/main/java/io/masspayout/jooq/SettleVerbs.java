package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.HOLDER;
import static io.masspayout.jooq.schema.Tables.PAYMENT_ATTEMPT;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.IdSource;
import io.masspayout.store.Lease;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import io.masspayout.store.Settlement.Ending;
import io.masspayout.store.UnbalancedBooksException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Records how ids ended. The number of statements does not depend on the number of batches or holders. */
final class SettleVerbs {

    private final Transactions transactions;
    private final IdSource ids;
    private final Audit audit;
    private final TreasuryStops stops;
    private final Probes probes;

    SettleVerbs(Transactions transactions, IdSource ids, Audit audit, TreasuryStops stops, Probes probes) {
        this.probes = probes;
        this.transactions = transactions;
        this.ids = ids;
        this.audit = audit;
        this.stops = stops;
    }

    Map<BatchId, SettleResult> settle(Lease lease, Collection<Settlement> settlements, Instant now) {
        Map<BatchId, Settlement> byBatch = new LinkedHashMap<>();
        for (Settlement settlement : settlements) {
            if (byBatch.put(settlement.batchId(), settlement) != null) {
                throw new IllegalArgumentException("batch " + settlement.batchId() + " is settled twice in one call");
            }
        }
        boolean splitting = byBatch.values().stream()
                .anyMatch(settlement -> !settlement.retried().isEmpty());
        if (!splitting) {
            Optional<Map<BatchId, SettleResult>> results =
                    transactions.runByIndex(db -> settleUndisputed(db, lease, byBatch, now));
            if (results.isPresent()) {
                return results.get();
            }
        }
        return transactions.runByIndex(db -> settle(db, lease, byBatch, now));
    }

    /** What nearly always happens: no distribution has to be locked before the batches. Writes nothing when there is a contradiction. */
    private Optional<Map<BatchId, SettleResult>> settleUndisputed(
            DSLContext db, Lease lease, Map<BatchId, Settlement> settlements, Instant now) {
        Map<UUID, BatchPayoutRecord> rows = BatchRows.locked(db, settlements.keySet());
        Map<BatchId, SettleResult> results = judge(db, lease, settlements, rows);
        if (results.containsValue(SettleResult.CONTRADICTION)) {
            return Optional.empty();
        }
        record(db, lease, recorded(settlements, results), rows, Map.of(), now);
        return Optional.of(results);
    }

    private Map<BatchId, SettleResult> settle(
            DSLContext db, Lease lease, Map<BatchId, Settlement> settlements, Instant now) {
        // A look without locks tells which distributions and treasuries have to be locked before the batches.
        Map<UUID, BatchPayoutRecord> seen = BatchRows.read(db, settlements.keySet());
        Map<BatchId, SettleResult> expected = judge(db, lease, settlements, seen);
        Set<UUID> splitting = new HashSet<>();
        Set<UUID> contradicted = new HashSet<>();
        settlements.forEach((id, settlement) -> {
            UUID distribution = distributionOf(seen, id);
            boolean splits = !settlement.retried().isEmpty();
            Set<UUID> toLock = switch (Objects.requireNonNull(expected.get(id))) {
                case RECORDED -> splits ? splitting : new HashSet<>();
                case CONTRADICTION -> contradicted;
                case ALREADY, NOT_OURS -> new HashSet<>();
            };
            toLock.add(distribution);
        });
        Map<UUID, DistributionRecord> distributions = stops.lock(db, splitting, contradicted);

        Map<UUID, BatchPayoutRecord> rows = BatchRows.locked(db, settlements.keySet());
        Map<BatchId, SettleResult> results = judge(db, lease, settlements, rows);
        if (!results.equals(expected)) {
            throw new Transactions.Moved("a batch has moved on between looking at it and locking it");
        }
        record(db, lease, recorded(settlements, results), rows, distributions, now);
        contradict(db, lease, settlements, results, rows, distributions, now);
        return results;
    }

    private static List<Settlement> recorded(Map<BatchId, Settlement> settlements, Map<BatchId, SettleResult> results) {
        return settlements.values().stream()
                .filter(settlement -> Objects.requireNonNull(results.get(settlement.batchId()))
                        .isRecorded())
                .toList();
    }

    private static UUID distributionOf(Map<UUID, BatchPayoutRecord> rows, BatchId id) {
        BatchPayoutRecord row = rows.get(id.value());
        return row == null ? id.value() : row.getDistributionId();
    }

    private static Map<BatchId, SettleResult> judge(
            DSLContext db, Lease lease, Map<BatchId, Settlement> settlements, Map<UUID, BatchPayoutRecord> rows) {
        Map<UUID, Set<String>> unpaid = unpaid(db, rows);
        Map<BatchId, SettleResult> results = new LinkedHashMap<>();
        settlements.forEach((id, settlement) -> {
            BatchPayoutRecord row = rows.get(id.value());
            results.put(
                    id,
                    row == null
                            ? SettleResult.NOT_OURS
                            : judge(lease, settlement, row, unpaid.getOrDefault(row.getId(), Set.of())));
        });
        return results;
    }

    /** Whom batches that took effect left unpaid; asked only when such a batch is settled again. */
    private static Map<UUID, Set<String>> unpaid(DSLContext db, Map<UUID, BatchPayoutRecord> rows) {
        List<BatchPayoutRecord> completed = rows.values().stream()
                .filter(row -> BatchRows.status(row).tookEffect() && row.getFailedPayments() > 0)
                .toList();
        Map<UUID, Set<String>> unpaid = new HashMap<>();
        if (!completed.isEmpty()) {
            db.select(PAYMENT_ATTEMPT.BATCH_ID, PAYMENT_ATTEMPT.ACCOUNT_ID)
                    .from(PAYMENT_ATTEMPT)
                    .where(PAYMENT_ATTEMPT.DISTRIBUTION_ID.eq(
                            DSL.any(Unnested.array(SQLDataType.UUID, completed, BatchPayoutRecord::getDistributionId))))
                    .and(PAYMENT_ATTEMPT.BATCH_ID.eq(
                            DSL.any(Unnested.array(SQLDataType.UUID, completed, BatchPayoutRecord::getId))))
                    // Who was screened out was not in the transaction.
                    .and(PAYMENT_ATTEMPT.TRANSACTION_ID.isNotNull())
                    .forEach(row -> unpaid.computeIfAbsent(row.value1(), none -> new HashSet<>())
                            .add(row.value2()));
        }
        return unpaid;
    }

    private static Set<String> named(Settlement settlement) {
        Set<String> named = new HashSet<>();
        settlement.failed().keySet().forEach(account -> named.add(account.value()));
        settlement.retried().forEach(group -> group.accounts().forEach(account -> named.add(account.value())));
        return named;
    }

    /** What a settlement comes to, given where its batch is. */
    private static SettleResult judge(Lease lease, Settlement settlement, BatchPayoutRecord row, Set<String> unpaid) {
        BatchStatus status = BatchRows.status(row);
        boolean sameId = settlement.transactionId() == null
                ? row.getTransactionId() == null
                : BatchRows.has(settlement.transactionId(), row);
        boolean sameEnd = settlement.ending().name().equals(row.getEnding());
        if (!settlement.ending().wasSent()) {
            boolean mine = status.isUnsent() && BatchRows.isUnder(lease, row);
            if (mine && (sameId || settlement.transactionId() == null)) {
                return SettleResult.RECORDED;
            }
            return sameEnd && sameId ? SettleResult.ALREADY : SettleResult.NOT_OURS;
        }
        if (!sameId) {
            return SettleResult.NOT_OURS;
        }
        return switch (status) {
            case PENDING -> SettleResult.NOT_OURS;
            case PROCESSING -> SettleResult.RECORDED;
            case COMPLETED, FAILED -> judgeEnded(settlement, row, unpaid, wasNeverSent(row));
            case CANCELLED -> judgeEnded(settlement, row, unpaid, true);
        };
    }

    // That an id is dead says no more than that it was not executed: of a batch given up before it was sent, no
    // contradiction.
    private static SettleResult judgeEnded(
            Settlement settlement, BatchPayoutRecord row, Set<String> unpaid, boolean neverSent) {
        if (settlement.ending().name().equals(row.getEnding())) {
            boolean sameUnpaid =
                    !settlement.paysTheOthers() || named(settlement).equals(unpaid);
            return sameUnpaid ? SettleResult.ALREADY : SettleResult.CONTRADICTION;
        }
        boolean consistent = neverSent && !settlement.ending().isOnTheLedger();
        return consistent ? SettleResult.NOT_OURS : SettleResult.CONTRADICTION;
    }

    private static boolean wasNeverSent(BatchPayoutRecord row) {
        String ending = row.getEnding();
        return ending != null && !Ending.valueOf(ending).wasSent();
    }

    private void record(
            DSLContext db,
            Lease lease,
            List<Settlement> hits,
            Map<UUID, BatchPayoutRecord> rows,
            Map<UUID, DistributionRecord> distributions,
            Instant now) {
        if (hits.isEmpty()) {
            return;
        }
        Map<UUID, Map<String, BigDecimal>> waiting = waiting(db, hits);
        List<NewBatch> fresh = new ArrayList<>();
        List<BatchEnding> endings = new ArrayList<>();
        NewBatch.Numbers numbers = hits.stream().allMatch(hit -> hit.retried().isEmpty())
                ? null
                : new NewBatch.Numbers(db, distributions.keySet());
        DerivedIds batchIds = new DerivedIds(ids.next());
        for (Settlement hit : hits) {
            BatchPayoutRecord row =
                    Objects.requireNonNull(rows.get(hit.batchId().value()));
            Map<String, BigDecimal> due = waiting.getOrDefault(row.getId(), Map.of());
            requireWhole(hit, due);
            List<Leaver> leavers = new ArrayList<>();
            hit.failed()
                    .forEach((account, failure) ->
                            leavers.add(leaver(row, account, due, failure, HolderStatus.FAILED, null)));
            for (RetryGroup group : hit.retried()) {
                Failure why = Objects.requireNonNull(hit.reason());
                boolean cancelling = isBeingCancelled(distributions.get(row.getDistributionId()));
                UUID next = cancelling ? null : batchIds.at(fresh.size());
                BigDecimal amount = BigDecimal.ZERO;
                for (AccountId account : group.accounts()) {
                    HolderStatus to = cancelling ? HolderStatus.CANCELLED : HolderStatus.PENDING;
                    Leaver leaver = leaver(row, account, due, why, to, next);
                    leavers.add(leaver);
                    amount = amount.add(leaver.amount());
                }
                if (next != null && numbers != null) {
                    fresh.add(new NewBatch(
                            next,
                            row.getDistributionId(),
                            numbers.next(row.getDistributionId()),
                            group.accounts().size(),
                            amount,
                            row.getRetryDepth() + (hit.ending().wasSent() ? 1 : 0),
                            group.notBefore(),
                            row.getId()));
                }
            }
            endings.add(new BatchEnding(
                    row, row.getTransactionId(), hit.ending(), hit.at(), hit.fee(), hit.reason(), leavers));
        }
        write(db, endings, fresh, now);
        audit.writeByWorker(db, lease, endings.stream().map(SettleVerbs::told).toList());
        probes.paid(db, hits, Audit.byWorker(lease, now));
    }

    /** The batches by compare-and-set first, then their holders. */
    private void write(DSLContext db, List<BatchEnding> endings, List<NewBatch> fresh, Instant now) {
        BatchEnding.writeBatches(db, endings, now);
        NewBatch.write(db, fresh, now);
        List<Leaver> leavers =
                endings.stream().flatMap(ending -> ending.leavers().stream()).toList();
        Leaver.write(db, ids, leavers, now);
        BatchEnding.writePaidHolders(db, endings, now);
    }

    /** Amounts of the holders that wait in batches of which somebody leaves; where everybody was paid nobody need be looked at. */
    private static Map<UUID, Map<String, BigDecimal>> waiting(DSLContext db, List<Settlement> hits) {
        List<BatchId> some = hits.stream()
                .filter(hit -> !hit.paysTheOthers()
                        || !hit.failed().isEmpty()
                        || !hit.retried().isEmpty())
                .map(Settlement::batchId)
                .toList();
        Map<UUID, Map<String, BigDecimal>> waiting = new HashMap<>();
        if (!some.isEmpty()) {
            db.select(HOLDER.BATCH_ID, HOLDER.ACCOUNT_ID, HOLDER.PAYMENT_AMOUNT)
                    .from(HOLDER)
                    .where(HOLDER.BATCH_ID.eq(DSL.any(BatchRows.array(some))))
                    .and(HOLDER.STATUS.eq(DSL.inline(HolderStatus.PENDING.name())))
                    .forEach(row -> waiting.computeIfAbsent(row.value1(), none -> new HashMap<>())
                            .put(row.value2(), row.value3()));
        }
        return waiting;
    }

    private static void requireWhole(Settlement hit, Map<String, BigDecimal> due) {
        int named = hit.failed().size()
                + hit.retried().stream()
                        .mapToInt(group -> group.accounts().size())
                        .sum();
        if (!hit.paysTheOthers() && named != due.size()) {
            throw new UnbalancedBooksException("batch " + hit.batchId() + " has " + due.size()
                    + " unpaid holders but its settlement names " + named);
        }
    }

    private static Leaver leaver(
            BatchPayoutRecord row,
            AccountId account,
            Map<String, BigDecimal> due,
            Failure why,
            HolderStatus to,
            @Nullable UUID next) {
        BigDecimal amount = due.get(account.value());
        if (amount == null) {
            throw new UnbalancedBooksException(account + " is not waiting in batch " + row.getId());
        }
        return new Leaver(
                row.getDistributionId(), row.getId(), row.getTransactionId(), account.value(), amount, why, to, next);
    }

    private static boolean isBeingCancelled(@Nullable DistributionRecord distribution) {
        return distribution != null
                && (distribution.getCancelRequested()
                        || DistributionRows.status(distribution).isCancelled());
    }

    private static Change told(BatchEnding ending) {
        Failure reason = ending.reason();
        return Change.of(
                new BatchId(ending.row().getId()),
                "settled " + ending.ending(),
                ending.row().getStatus(),
                ending.to(),
                reason == null ? "" : reason.toString());
    }

    private void contradict(
            DSLContext db,
            Lease lease,
            Map<BatchId, Settlement> settlements,
            Map<BatchId, SettleResult> results,
            Map<UUID, BatchPayoutRecord> rows,
            Map<UUID, DistributionRecord> distributions,
            Instant now) {
        settlements.forEach((id, late) -> {
            BatchPayoutRecord row = rows.get(id.value());
            if (Objects.requireNonNull(results.get(id)).isContradiction() && row != null) {
                String what =
                        "id " + late.transactionId() + " ended " + late.ending() + " after it had been recorded as "
                                + (row.getEnding() == null ? row.getStatus() : row.getEnding());
                stops.contradicted(
                        db,
                        row,
                        Objects.requireNonNull(distributions.get(row.getDistributionId())),
                        FailureCode.LATE_SETTLEMENT,
                        what,
                        Audit.byWorker(lease, now));
            }
        });
    }
}
