package io.masspayout.testing;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.Payment;
import io.masspayout.store.Act;
import io.masspayout.store.ReconcileCounts;
import io.masspayout.store.Settlement.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a payer's ledger history back into a database that has forgotten some of it. What the ledger paid counts as paid, whatever
 * the database believed; what cannot be brought together is recorded as far as it can be, audited, and stops the treasury.
 */
final class Reconciling {

    private static final ReconcileCounts KNOWN = new ReconcileCounts(1, 0, 0);
    private static final ReconcileCounts ADOPTED = new ReconcileCounts(0, 1, 0);
    private static final ReconcileCounts CONTRADICTION = new ReconcileCounts(0, 0, 1);

    private final Tables tables;
    private final Treasuries treasuries;

    Reconciling(Tables tables, Treasuries treasuries) {
        this.tables = tables;
        this.treasuries = treasuries;
    }

    Distribution begin(DistributionId id, Instant since, Act act) {
        DistributionRow row = tables.distribution(id);
        row.beginReconcile(since);
        tables.audit(Tables.DISTRIBUTION, id, "reconcile begun", row.status(), row.status(), act);
        return row.toRecord();
    }

    Distribution end(DistributionId id, Act act) {
        DistributionRow row = tables.distribution(id);
        row.endReconcile();
        tables.audit(Tables.DISTRIBUTION, id, "reconcile ended", row.status(), row.status(), act);
        return row.toRecord();
    }

    ReconcileCounts adopt(DistributionId id, List<LedgerEntry> entries, Act act) {
        DistributionRow row = tables.distribution(id);
        ReconcileCounts counts = ReconcileCounts.NONE;
        for (LedgerEntry entry : entries) {
            if (entry.reference().distributionId().equals(id)) {
                counts = counts.plus(adopt(row, entry, act));
                tables.readBack.add(entry.transactionId());
            }
        }
        return counts;
    }

    private ReconcileCounts adopt(DistributionRow row, LedgerEntry entry, Act act) {
        BatchRow withThisId = tables.batchOf(entry.transactionId());
        if (withThisId == null) {
            return adoptForgotten(row, withoutId(row, entry), entry, act);
        }
        if (withThisId.distribution() != row) {
            return contradiction(
                    row, withThisId, FailureCode.LEDGER_DISAGREES, entry, "belongs to another distribution", act);
        }
        if (withThisId.isPending()) {
            return adoptForgotten(row, withThisId, entry, act);
        }
        if (withThisId.isInFlight()) {
            return settle(withThisId, entry, act);
        }
        return isRecorded(withThisId, entry) ? KNOWN : adoptLate(withThisId, entry, act);
    }

    /** The batch that the entry names, if it may get the entry's id; else one that the database has never heard of. */
    private BatchRow withoutId(DistributionRow row, LedgerEntry entry) {
        BatchRow named = tables.batches.get(entry.reference().batchId());
        return named != null && named.distribution() == row && named.isPending() && named.transactionId() == null
                ? named
                : tables.forgottenBatch(row, entry.reference().batchId());
    }

    /** Whether everybody whom the entry paid, and nobody else, counts as paid by it: by its batch, or after its batch had ended. */
    private static boolean isRecorded(BatchRow batch, LedgerEntry entry) {
        Map<AccountId, Long> amounts = amounts(entry);
        boolean adoptedLate = ending(entry).tookEffect() && !amounts.isEmpty();
        return (batch.ending() == ending(entry) || adoptedLate)
                && amountsPaidBy(batch).equals(amounts);
    }

    private static Map<AccountId, Long> amountsPaidBy(BatchRow batch) {
        return batch.distribution().holders.values().stream()
                .filter(holder ->
                        holder.settledBy() != null && holder.settledBy().equals(batch.transactionId()))
                .collect(Collectors.toMap(HolderRow::account, HolderRow::due));
    }

    private static Map<AccountId, Long> amounts(LedgerEntry entry) {
        return entry.payments().stream()
                .collect(Collectors.toMap(Payment::account, Payment::amount, Math::addExact, TreeMap::new));
    }

    private static Ending ending(LedgerEntry entry) {
        return Ending.of(entry.settled().outcome());
    }

    /** The end of an id that is in doubt. Its body is fixed, so each of its holders is paid or failed. */
    private ReconcileCounts settle(BatchRow batch, LedgerEntry entry, Act act) {
        Map<AccountId, Long> expected = batch.waiting().stream()
                .filter(holder -> failure(entry, holder) == null)
                .collect(Collectors.toMap(HolderRow::account, HolderRow::due));
        if (ending(entry).tookEffect() && !expected.equals(amounts(entry))) {
            return contradiction(
                    batch.distribution(), batch, FailureCode.LEDGER_DISAGREES, entry, "was to pay " + expected, act);
        }
        for (HolderRow holder : batch.waiting()) {
            if (expected.containsKey(holder.account()) && ending(entry).tookEffect()) {
                pay(holder, batch, entry);
            }
        }
        endWith(batch, entry, act);
        return ADOPTED;
    }

    /** An entry whose intent the database does not know. */
    private ReconcileCounts adoptForgotten(DistributionRow row, BatchRow batch, LedgerEntry entry, Act act) {
        boolean unheardOf = batch.waiting().isEmpty();
        batch.identify(entry.transactionId());
        List<String> contradictions = takeAll(row, batch, entry, act);
        if (unheardOf) {
            batch.wasMadeForWhomItPaid();
        }
        endWith(batch, entry, act);
        if (contradictions.isEmpty()) {
            return ADOPTED;
        }
        return contradiction(row, batch, FailureCode.LEDGER_DISAGREES, entry, String.join(", ", contradictions), act);
    }

    /**
     * An entry whose batch had ended in another way. What the ledger paid is paid, so that nobody is paid again; the ended batch
     * stays as it is, with the ledger id, and a batch of its own carries whom the entry paid.
     */
    private ReconcileCounts adoptLate(BatchRow ended, LedgerEntry entry, Act act) {
        DistributionRow row = ended.distribution();
        List<String> told = new ArrayList<>();
        told.add("had ended otherwise");
        if (ending(entry).tookEffect()) {
            if (paysSomebodyWhoIsUnpaid(row, entry)) {
                BatchRow late = tables.lateBatch(ended);
                told.addAll(takeAll(row, late, entry, act));
                late.wasMadeForWhomItPaid();
                endWith(late, entry, act);
            } else {
                told.addAll(takeAll(row, ended, entry, act));
            }
        }
        return contradiction(row, ended, FailureCode.LATE_SETTLEMENT, entry, String.join(", ", told), act);
    }

    private static boolean paysSomebodyWhoIsUnpaid(DistributionRow row, LedgerEntry entry) {
        return amounts(entry).entrySet().stream().anyMatch(paid -> {
            HolderRow holder = row.holders.get(paid.getKey());
            return holder != null && holder.status().canBecome(HolderStatus.PAID) && holder.due() == paid.getValue();
        });
    }

    /** Counts as paid whom the entry paid, wherever they wait, and says of whom this is not possible. */
    private List<String> takeAll(DistributionRow row, BatchRow batch, LedgerEntry entry, Act act) {
        List<String> contradictions = new ArrayList<>();
        Set<BatchRow> robbed = new LinkedHashSet<>();
        amounts(entry)
                .forEach((account, amount) ->
                        take(row, batch, new Payment(account, amount), entry, robbed, contradictions, act));
        robbed.remove(batch);
        robbed.forEach(other -> repair(other, act));
        return contradictions;
    }

    private void take(
            DistributionRow row,
            BatchRow batch,
            Payment payment,
            LedgerEntry entry,
            Set<BatchRow> robbed,
            List<String> contradictions,
            Act act) {
        HolderRow holder = row.holders.get(payment.account());
        if (holder != null && entry.transactionId().equals(holder.settledBy()) && holder.due() == payment.amount()) {
            return;
        }
        if (holder == null || !holder.status().canBecome(HolderStatus.PAID)) {
            contradictions.add(payment.account() + " got " + payment.amount() + " but is "
                    + (holder == null ? "no holder" : holder.status()));
            return;
        }
        if (holder.due() != payment.amount()) {
            contradictions.add(payment.account() + " got " + payment.amount() + " but is due " + holder.due());
            failWronglyPaid(holder, payment, robbed, act);
            return;
        }
        BatchRow waitedIn = holder.status().isWaiting() ? holder.batch() : null;
        reopen(row, entry.settled().at());
        if (holder.status().isCancelled()) {
            BatchRow cancelledIn = Objects.requireNonNull(holder.batch(), "a cancelled holder is in a batch");
            cancelledIn.countPaidAfterCancel();
        }
        if (waitedIn != null && waitedIn != batch) {
            waitedIn.countUnpaid();
            robbed.add(waitedIn);
            if (waitedIn.isInFlight()) {
                contradictions.add(payment.account() + " was paid and is in flight in batch " + waitedIn.id());
            }
        }
        pay(holder, batch, entry);
    }

    /** Whoever got a wrong amount must not get the right one on top: {@code retryFailed} leaves such a holder alone. */
    private void failWronglyPaid(HolderRow holder, Payment payment, Set<BatchRow> robbed, Act act) {
        BatchRow waitedIn = holder.batch();
        if (waitedIn != null && waitedIn.isPending() && holder.waitsIn(waitedIn)) {
            Failure failure =
                    Failure.of(FailureCode.LEDGER_DISAGREES, "got " + payment.amount() + " but is due " + holder.due());
            holder.fail(failure);
            tables.leavesUnpaid(holder, waitedIn, null, failure, act.at());
            robbed.add(waitedIn);
        }
    }

    /**
     * A holder who had failed was paid after all, so that what the distribution had ended as may no longer be true; or a distribution whose
     * start the database has forgotten has paid, so it is not one that waits to be started.
     */
    private static void reopen(DistributionRow row, Instant at) {
        if (row.status().canBecome(DistributionStatus.PROCESSING)) {
            row.start(at);
        }
    }

    private static void pay(HolderRow holder, BatchRow batch, LedgerEntry entry) {
        holder.pay(batch, entry.transactionId(), entry.settled().at());
        batch.countPaid(holder);
    }

    /**
     * A batch from which somebody was taken. Its body, if it has one, still pays them, so it must never be signed: whoever is left
     * goes into a new batch.
     */
    private void repair(BatchRow batch, Act act) {
        if (!batch.isPending()) {
            return;
        }
        List<HolderRow> left = batch.waiting();
        // A worker that has claimed it has a body in mind that pays those who have left.
        batch.giveBack();
        if (!left.isEmpty() && batch.transactionId() == null) {
            return;
        }
        Failure why = Failure.of(FailureCode.EXPIRED_UNSEEN, "some of its holders had been paid by another batch");
        moveOn(batch, left, why, act);
        tables.audit(Tables.BATCH, batch.id(), "taken over", batch.status(), BatchStatus.FAILED, act);
        batch.end(Ending.NEVER_SENT, why, null, act.at());
    }

    /** Ends the batch as the entry says; its holders that were not paid fail, or go into a new batch. */
    private void endWith(BatchRow batch, LedgerEntry entry, Act act) {
        LedgerOutcome outcome = entry.settled().outcome();
        List<HolderRow> left = new ArrayList<>();
        for (HolderRow holder : batch.waiting()) {
            Failure failure = failure(entry, holder);
            if (failure == null) {
                left.add(holder);
            } else {
                holder.fail(failure);
                tables.leavesUnpaid(holder, batch, entry.transactionId(), failure, act.at());
            }
        }
        Failure reason = outcome.failureAsAWhole()
                .orElseGet(() -> Failure.of(
                        FailureCode.LEDGER_BUSY, "not in the transaction that the ledger knows of this batch"));
        moveOn(batch, left, reason, act);
        BatchStatus before = batch.status();
        batch.end(
                ending(entry),
                outcome.match(all -> true, some -> false, nobody -> false) ? null : reason,
                entry.settled().fee(),
                entry.settled().at());
        tables.audit(Tables.BATCH, batch.id(), "adopted " + entry.transactionId(), before, batch.status(), act);
    }

    private void moveOn(BatchRow batch, List<HolderRow> left, Failure reason, Act act) {
        left.forEach(holder -> tables.leavesUnpaid(holder, batch, null, reason, act.at()));
        if (batch.distribution().isBeingCancelled()) {
            left.forEach(HolderRow::cancel);
        } else if (!left.isEmpty()) {
            tables.split(batch, left, act.at());
        }
    }

    /** Why the entry's transaction did not pay a holder, if another try is of no use without somebody acting first. */
    private static @Nullable Failure failure(LedgerEntry entry, HolderRow holder) {
        return entry.settled().outcome().finalFailureOf(holder.account()).orElse(null);
    }

    private ReconcileCounts contradiction(
            DistributionRow row, BatchRow batch, FailureCode code, LedgerEntry entry, String what, Act act) {
        treasuries.contradicted(
                row, batch, code, ending(entry).name(), "ledger id " + entry.transactionId() + " " + what, act.at());
        return CONTRADICTION;
    }
}
