package io.masspayout.testing;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.Act;
import io.masspayout.store.Lease;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import io.masspayout.store.Settlement.Ending;
import io.masspayout.store.UnbalancedBooksException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records how ledger ids ended, and what becomes of their holders. */
final class Settling {

    private final Tables tables;
    private final Treasuries treasuries;

    Settling(Tables tables, Treasuries treasuries) {
        this.tables = tables;
        this.treasuries = treasuries;
    }

    Map<BatchId, SettleResult> settle(Lease lease, Collection<Settlement> settlements, Instant now) {
        // All are looked at before one is recorded: a settlement that does not balance leaves everything as it was.
        for (Settlement settlement : settlements) {
            BatchRow batch = tables.batches.get(settlement.batchId());
            if (batch != null && verdict(batch, lease, settlement).isRecorded()) {
                requireBalanced(batch, settlement);
            }
        }
        Map<BatchId, SettleResult> results = new LinkedHashMap<>();
        for (Settlement settlement : settlements) {
            results.put(settlement.batchId(), settle(lease, settlement, now));
        }
        return results;
    }

    private SettleResult settle(Lease lease, Settlement settlement, Instant now) {
        BatchRow batch = tables.batches.get(settlement.batchId());
        if (batch == null) {
            return SettleResult.NOT_OURS;
        }
        SettleResult verdict = verdict(batch, lease, settlement);
        Runnable consequence = switch (verdict) {
            case RECORDED -> () -> record(batch, lease, settlement, now);
            case CONTRADICTION -> () -> contradict(batch, settlement, now);
            case ALREADY, NOT_OURS -> () -> {};
        };
        consequence.run();
        return verdict;
    }

    private SettleResult verdict(BatchRow batch, Lease lease, Settlement settlement) {
        if (!settlement.ending().wasSent()) {
            return verdictOnNeverSent(batch, lease, settlement.transactionId());
        }
        if (!Objects.equals(settlement.transactionId(), batch.transactionId())) {
            return SettleResult.NOT_OURS;
        }
        return switch (batch.status()) {
            case PENDING -> SettleResult.NOT_OURS;
            case PROCESSING -> SettleResult.RECORDED;
            case COMPLETED, FAILED -> verdictOnEnded(batch, settlement, wasNeverSent(batch));
            case CANCELLED -> verdictOnEnded(batch, settlement, true);
        };
    }

    // That an id is dead says no more than that it was not executed: of a batch given up before it was sent, no
    // contradiction.
    private static SettleResult verdictOnEnded(BatchRow batch, Settlement settlement, boolean neverSent) {
        if (endedThatWay(batch, settlement)) {
            return SettleResult.ALREADY;
        }
        boolean consistent = neverSent && !settlement.ending().isOnTheLedger();
        return consistent ? SettleResult.NOT_OURS : SettleResult.CONTRADICTION;
    }

    private static boolean wasNeverSent(BatchRow batch) {
        Ending ending = batch.ending();
        return ending != null && !ending.wasSent();
    }

    private static SettleResult verdictOnNeverSent(
            BatchRow batch, Lease lease, @Nullable LedgerTransactionId transactionId) {
        if (wasNeverSent(batch)) {
            return SettleResult.ALREADY;
        }
        boolean sameId = transactionId == null || transactionId.equals(batch.transactionId());
        return batch.isPending() && batch.isUnder(lease) && sameId ? SettleResult.RECORDED : SettleResult.NOT_OURS;
    }

    private static boolean endedThatWay(BatchRow batch, Settlement settlement) {
        return settlement.ending() == batch.ending()
                && (!settlement.ending().tookEffect() || unpaidBy(batch).equals(named(settlement)));
    }

    /** Who was in the batch's transaction and got nothing by it. */
    private static Set<AccountId> unpaidBy(BatchRow batch) {
        return batch.distribution().attempts.stream()
                .filter(attempt -> attempt.batchId().equals(batch.id()) && attempt.transactionId() != null)
                .map(attempt -> attempt.account())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<AccountId> named(Settlement settlement) {
        Set<AccountId> named = new HashSet<>(settlement.failed().keySet());
        settlement.retried().forEach(group -> named.addAll(group.accounts()));
        return named;
    }

    private static void requireBalanced(BatchRow batch, Settlement settlement) {
        Set<AccountId> waiting =
                batch.waiting().stream().map(HolderRow::account).collect(Collectors.toUnmodifiableSet());
        Set<AccountId> strangers = named(settlement);
        strangers.removeAll(waiting);
        if (!strangers.isEmpty()) {
            throw new UnbalancedBooksException(
                    "the settlement of batch " + batch.id() + " names " + strangers + ", who do not wait in it");
        }
        Set<AccountId> forgotten = new HashSet<>(waiting);
        forgotten.removeAll(named(settlement));
        if (!settlement.paysTheOthers() && !forgotten.isEmpty()) {
            throw new UnbalancedBooksException(
                    "the settlement of unpaid batch " + batch.id() + " says nothing of " + forgotten);
        }
    }

    private void record(BatchRow batch, Lease lease, Settlement settlement, Instant now) {
        DistributionRow distribution = batch.distribution();
        BatchStatus before = batch.status();
        settlement.failed().forEach((account, failure) -> {
            HolderRow holder = holder(distribution, account);
            holder.fail(failure);
            tables.leavesUnpaid(holder, batch, batch.transactionId(), failure, now);
        });
        for (RetryGroup group : settlement.retried()) {
            retry(batch, group, settlement, now);
        }
        // Whoever still waits here was not named, so was paid.
        for (HolderRow holder : batch.waiting()) {
            holder.pay(batch, Objects.requireNonNull(batch.transactionId(), "transactionId"), settlement.at());
            batch.countPaid(holder);
        }
        batch.end(settlement.ending(), settlement.reason(), settlement.fee(), settlement.at());
        Act act = act(lease, settlement, now);
        tables.audit(Tables.BATCH, batch.id(), "settled " + settlement.ending(), before, batch.status(), act);
        if (settlement.provesTreasuryFree()) {
            treasuries.paid(distribution.treasury(), batch.id(), act);
        }
    }

    private void retry(BatchRow batch, RetryGroup group, Settlement settlement, Instant now) {
        Failure reason = Objects.requireNonNull(settlement.reason(), "reason");
        DistributionRow distribution = batch.distribution();
        List<HolderRow> holders = group.accounts().stream()
                .map(account -> holder(distribution, account))
                .toList();
        holders.forEach(holder -> tables.leavesUnpaid(holder, batch, batch.transactionId(), reason, now));
        if (distribution.isBeingCancelled()) {
            holders.forEach(HolderRow::cancel);
        } else {
            int tried = settlement.ending().wasSent() ? 1 : 0;
            tables.split(batch, holders, Math.addExact(batch.retryDepth(), tried), group.notBefore());
        }
    }

    private static HolderRow holder(DistributionRow distribution, AccountId account) {
        return Objects.requireNonNull(distribution.holders.get(account), () -> "no holder " + account);
    }

    private void contradict(BatchRow batch, Settlement settlement, Instant now) {
        String what = "ledger id " + batch.transactionId() + " of batch " + batch.id() + " had ended "
                + (batch.ending() == null ? batch.status() : batch.ending()) + " and is now said to have ended "
                + settlement.ending();
        treasuries.contradicted(
                batch.distribution(),
                batch,
                FailureCode.LATE_SETTLEMENT,
                settlement.ending().name(),
                what,
                now);
    }

    private static Act act(Lease lease, Settlement settlement, Instant now) {
        Failure reason = settlement.reason();
        String why = reason == null ? "" : reason.toString();
        return Act.quoting(lease.toString(), why, now);
    }
}
