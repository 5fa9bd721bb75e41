package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.HolderRecord;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.IdSource;
import io.masspayout.store.Act;
import io.masspayout.store.ReconcileCounts;
import io.masspayout.store.Settlement.Ending;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries of the ledger's history into one distribution, in one transaction. What the ledger paid counts as paid, whatever the
 * database believed; what cannot be brought together is recorded as far as it can be, audited, and stops the treasury. A few
 * statements for each entry that is news: this runs after a disaster, not in a payout.
 */
final class Adoption {

    private static final ReconcileCounts KNOWN = new ReconcileCounts(1, 0, 0);
    private static final ReconcileCounts ADOPTED = new ReconcileCounts(0, 1, 0);
    private static final ReconcileCounts CONTRADICTION = new ReconcileCounts(0, 0, 1);

    private final DSLContext db;
    private final IdSource ids;
    private final Audit audit;
    private final TreasuryStops stops;
    private final DistributionRecord distribution;
    private final Act act;

    Adoption(DSLContext db, IdSource ids, Audit audit, TreasuryStops stops, DistributionRecord distribution, Act act) {
        this.db = db;
        this.ids = ids;
        this.audit = audit;
        this.stops = stops;
        this.distribution = distribution;
        this.act = act;
    }

    ReconcileCounts adopt(LedgerEntry entry) {
        Optional<BatchPayoutRecord> found =
                batch(BATCH_PAYOUT.TRANSACTION_ID.eq(entry.transactionId().value()));
        if (found.isEmpty()) {
            return adopt(entry, named(entry));
        }
        BatchPayoutRecord batch = found.get();
        if (!batch.getDistributionId().equals(distribution.getId())) {
            return contradiction(batch, FailureCode.LEDGER_DISAGREES, entry, "belongs to another distribution");
        }
        return switch (BatchRows.status(batch)) {
            case PENDING -> adopt(entry, batch);
            case PROCESSING -> settle(entry, batch);
            case COMPLETED, FAILED, CANCELLED -> endedThatWay(batch, entry) ? KNOWN : adoptLate(entry, batch);
        };
    }

    private Optional<BatchPayoutRecord> batch(Condition which) {
        return db.selectFrom(BATCH_PAYOUT).where(which).forNoKeyUpdate().fetchOptional();
    }

    /** The batch that the entry names, if it may get the entry's id; else one that the database has never heard of. */
    private BatchPayoutRecord named(LedgerEntry entry) {
        UUID wanted = entry.reference().batchId().value();
        Optional<BatchPayoutRecord> named = batch(BATCH_PAYOUT.ID.eq(wanted));
        if (named.isPresent()
                && named.get().getDistributionId().equals(distribution.getId())
                && BatchRows.status(named.get()).isUnsent()
                && named.get().getTransactionId() == null) {
            return named.get();
        }
        return made(named.isPresent() ? ids.next() : wanted, 0, null);
    }

    /** A new batch, as yet without anybody. */
    private BatchPayoutRecord made(UUID id, int depth, @Nullable UUID splitFrom) {
        NewBatch.write(db, List.of(newBatch(id, 0, BigDecimal.ZERO, depth, splitFrom)), act.at());
        return batch(BATCH_PAYOUT.ID.eq(id)).orElseThrow();
    }

    private NewBatch newBatch(UUID id, int holders, BigDecimal amount, int depth, @Nullable UUID splitFrom) {
        int number = new NewBatch.Numbers(db, List.of(distribution.getId())).next(distribution.getId());
        return new NewBatch(id, distribution.getId(), number, holders, amount, depth, null, splitFrom);
    }

    private boolean endedThatWay(BatchPayoutRecord batch, LedgerEntry entry) {
        return EntryOutcome.of(entry).ending().name().equals(batch.getEnding())
                && paidBy(batch).equals(Recipients.amounts(distribution, entry));
    }

    /** Who counts as paid by the batch itself. */
    private Map<String, BigDecimal> paidBy(BatchPayoutRecord batch) {
        Map<String, BigDecimal> paid = new HashMap<>();
        db.select(HOLDER.ACCOUNT_ID, HOLDER.PAID_AMOUNT)
                .from(HOLDER)
                .where(HOLDER.BATCH_ID.eq(batch.getId()))
                .and(HOLDER.SETTLED_BY_TRANSACTION_ID.eq(batch.getTransactionId()))
                .forEach(row -> paid.put(row.value1(), row.value2()));
        return paid;
    }

    /** An intent that the database knows: as a settlement, but the ledger must have paid what the batch was to pay. */
    private ReconcileCounts settle(LedgerEntry entry, BatchPayoutRecord batch) {
        Map<String, BigDecimal> expected = new TreeMap<>();
        for (HolderRecord holder : waiting(batch.getId())) {
            if (EntryOutcome.of(entry).failureOf(holder.getAccountId()) == null) {
                expected.put(holder.getAccountId(), holder.getPaymentAmount());
            }
        }
        if (EntryOutcome.of(entry).tookEffect() && !expected.equals(Recipients.amounts(distribution, entry))) {
            return contradiction(batch, FailureCode.LEDGER_DISAGREES, entry, "was to pay " + expected);
        }
        return adopt(entry, batch);
    }

    private List<HolderRecord> waiting(UUID batch) {
        return db.selectFrom(HOLDER)
                .where(HOLDER.BATCH_ID.eq(batch))
                .and(HOLDER.STATUS.eq(DSL.inline(HolderStatus.PENDING.name())))
                .orderBy(HOLDER.ACCOUNT_ID)
                .fetch();
    }

    /** Pays whom the entry paid, from wherever they wait, and ends the batch with the entry's id. */
    private ReconcileCounts adopt(LedgerEntry entry, BatchPayoutRecord batch) {
        Recipients recipients = Recipients.of(db, distribution, entry);
        List<HolderRecord> wronglyPaid = waitingUnsent(recipients.wronglyPaid());
        end(entry, batch, entry.transactionId().value(), recipients.payable(), wronglyPaid);
        List<String> contradictions = take(recipients, wronglyPaid, entry, batch);
        return contradictions.isEmpty()
                ? ADOPTED
                : contradiction(batch, FailureCode.LEDGER_DISAGREES, entry, String.join(", ", contradictions));
    }

    /**
     * An entry whose batch had ended in another way. What the ledger paid is paid, so that nobody is paid again; the ended batch stays
     * as it is, with the ledger id, and a batch of its own carries whom the entry paid.
     */
    private ReconcileCounts adoptLate(LedgerEntry entry, BatchPayoutRecord ended) {
        List<String> told = new ArrayList<>();
        told.add("had ended otherwise");
        if (EntryOutcome.of(entry).tookEffect()) {
            Recipients recipients = Recipients.of(db, distribution, entry);
            if (recipients.areAllRecorded() && paidNobodyElse(ended, entry)) {
                return KNOWN;
            }
            List<HolderRecord> wronglyPaid = waitingUnsent(recipients.wronglyPaid());
            BatchPayoutRecord by = ended;
            if (!recipients.payable().isEmpty()) {
                by = made(ids.next(), ended.getRetryDepth() + 1, ended.getId());
                end(entry, by, null, recipients.payable(), List.of());
            }
            told.addAll(take(recipients, wronglyPaid, entry, by));
        }
        return contradiction(ended, FailureCode.LATE_SETTLEMENT, entry, String.join(", ", told));
    }

    private boolean paidNobodyElse(BatchPayoutRecord batch, LedgerEntry entry) {
        Map<String, BigDecimal> amounts = Recipients.amounts(distribution, entry);
        return !amounts.isEmpty() && amounts.keySet().containsAll(paidBy(batch).keySet());
    }

    /**
     * Counts as paid whom the entry paid, wherever they wait, and says of whom this is not possible. The batch has ended before: only
     * then may its holders leave it or be paid by it.
     */
    private List<String> take(
            Recipients recipients, List<HolderRecord> wronglyPaid, LedgerEntry entry, BatchPayoutRecord batch) {
        List<HolderRecord> taken = recipients.payable();
        List<String> contradictions = new ArrayList<>(recipients.contradictions());
        Map<UUID, List<HolderRecord>> robbed = WaitingHolders.elsewhere(taken, batch);
        robbed.forEach((id, lost) -> {
            if (BatchRows.status(batch(BATCH_PAYOUT.ID.eq(id)).orElseThrow()).isInFlight()) {
                lost.forEach(holder ->
                        contradictions.add(holder.getAccountId() + " was paid and is in flight in batch " + id));
            }
        });
        countNoLongerCancelled(taken);
        pay(taken, entry, batch);
        Map<UUID, List<HolderRecord>> wronged = WaitingHolders.elsewhere(wronglyPaid, batch);
        Set<UUID> others = new TreeSet<>(robbed.keySet());
        others.addAll(wronged.keySet());
        others.forEach(id -> repair(id, robbed.getOrDefault(id, List.of()), wronged.getOrDefault(id, List.of())));
        if (!taken.isEmpty()) {
            reopen();
        }
        return contradictions;
    }

    /** Of those who got a wrong amount, whom another transaction would still pay the right one on top. */
    private List<HolderRecord> waitingUnsent(List<HolderRecord> wronglyPaid) {
        return wronglyPaid.stream()
                .filter(holder -> holder.getStatus().equals(HolderStatus.PENDING.name()))
                .filter(holder -> BatchRows.status(
                                batch(BATCH_PAYOUT.ID.eq(holder.getBatchId())).orElseThrow())
                        .isUnsent())
                .toList();
    }

    /** Whoever got a wrong amount must not get the right one on top: {@code retryFailed} leaves such a holder alone. */
    private static Leaver wronglyPaid(BatchPayoutRecord batch, HolderRecord holder) {
        Failure why = Failure.of(
                FailureCode.LEDGER_DISAGREES,
                "got another amount than the " + holder.getPaymentAmount().toPlainString() + " that are due");
        return leaver(batch, holder, why, HolderStatus.FAILED, null);
    }

    /** Batches that count holders as cancelled whom the ledger has paid count them as left unpaid instead. */
    private void countNoLongerCancelled(List<HolderRecord> taken) {
        WaitingHolders.cancelledIn(taken).forEach((id, holders) -> {
            int count = holders.size();
            BigDecimal amount = WaitingHolders.sum(holders);
            Condition ofThoseInIt = BATCH_PAYOUT.STATUS.eq(DSL.inline(BatchStatus.CANCELLED.name()));
            db.update(BATCH_PAYOUT)
                    .set(BATCH_PAYOUT.CANCELLED_PAYMENTS, BATCH_PAYOUT.CANCELLED_PAYMENTS.minus(count))
                    .set(BATCH_PAYOUT.CANCELLED_AMOUNT, BATCH_PAYOUT.CANCELLED_AMOUNT.minus(amount))
                    // A batch that ended otherwise counts who was cancelled among those that it left unpaid.
                    .set(
                            BATCH_PAYOUT.FAILED_PAYMENTS,
                            DSL.when(ofThoseInIt, BATCH_PAYOUT.FAILED_PAYMENTS.plus(count))
                                    .otherwise(BATCH_PAYOUT.FAILED_PAYMENTS))
                    .set(
                            BATCH_PAYOUT.FAILED_AMOUNT,
                            DSL.when(ofThoseInIt, BATCH_PAYOUT.FAILED_AMOUNT.plus(amount))
                                    .otherwise(BATCH_PAYOUT.FAILED_AMOUNT))
                    .set(BATCH_PAYOUT.UPDATED_AT, act.at())
                    .where(BATCH_PAYOUT.ID.eq(id))
                    .execute();
        });
    }

    private void pay(List<HolderRecord> taken, LedgerEntry entry, BatchPayoutRecord batch) {
        db.update(HOLDER)
                .set(HOLDER.STATUS, HolderStatus.PAID.name())
                .set(HOLDER.PAID, true)
                .set(HOLDER.PAID_AMOUNT, HOLDER.PAYMENT_AMOUNT)
                .set(HOLDER.PAID_AT, entry.settled().at())
                .set(HOLDER.SETTLED_BY_TRANSACTION_ID, entry.transactionId().value())
                .setNull(HOLDER.FAILURE_CODE)
                .setNull(HOLDER.FAILURE_DETAIL)
                .set(HOLDER.BATCH_ID, batch.getId())
                .set(HOLDER.UPDATED_AT, act.at())
                .where(HOLDER.ID.eq(DSL.any(Unnested.array(SQLDataType.UUID, taken, HolderRecord::getId))))
                .execute();
    }

    /**
     * A batch from which somebody was taken. Its body, if it has one, still pays them, so it must never be signed: whoever is left goes
     * into a new batch.
     *
     * @param taken who is paid now
     * @param wronglyPaid who still waits in it, and got another amount
     */
    private void repair(UUID id, List<HolderRecord> taken, List<HolderRecord> wronglyPaid) {
        List<HolderRecord> lost = new ArrayList<>(taken);
        lost.addAll(wronglyPaid);
        BatchPayoutRecord batch = db.update(BATCH_PAYOUT)
                .set(BATCH_PAYOUT.FAILED_PAYMENTS, BATCH_PAYOUT.FAILED_PAYMENTS.plus(lost.size()))
                .set(BATCH_PAYOUT.FAILED_AMOUNT, BATCH_PAYOUT.FAILED_AMOUNT.plus(WaitingHolders.sum(lost)))
                .set(BATCH_PAYOUT.UPDATED_AT, act.at())
                .where(BATCH_PAYOUT.ID.eq(id))
                .returning()
                .fetchSingle();
        endClaim(batch);
        List<Leaver> leavers = new ArrayList<>(
                wronglyPaid.stream().map(holder -> wronglyPaid(batch, holder)).toList());
        List<HolderRecord> left = WaitingHolders.without(waiting(id), wronglyPaid);
        if (!BatchRows.status(batch).isUnsent() || (!left.isEmpty() && batch.getTransactionId() == null)) {
            Leaver.write(db, ids, leavers, act.at());
            return;
        }
        Failure why = Failure.of(FailureCode.EXPIRED_UNSEEN, "some of its holders had been paid by another batch");
        List<Leaver> moved = moveOn(batch, left, why);
        BatchEnding.writeBatches(
                db,
                List.of(new BatchEnding(
                        batch, batch.getTransactionId(), Ending.NEVER_SENT, act.at(), null, why, moved)),
                act.at());
        leavers.addAll(moved);
        Leaver.write(db, ids, leavers, act.at());
        tell(batch, "taken over", BatchStatus.FAILED);
    }

    /** A worker that has claimed the batch has a body in mind that pays those who have left: it has to claim the batch again. */
    private void endClaim(BatchPayoutRecord batch) {
        db.update(BATCH_PAYOUT)
                .setNull(BATCH_PAYOUT.LEASE_TOKEN)
                .setNull(BATCH_PAYOUT.LEASE_UNTIL)
                .where(BATCH_PAYOUT.ID.eq(batch.getId()))
                .and(BatchRows.IS_PENDING)
                .execute();
    }

    /** Where holders go who were not paid and may be tried again: into a new batch, which is made, or nowhere any more. */
    private List<Leaver> moveOn(BatchPayoutRecord batch, List<HolderRecord> left, Failure why) {
        if (left.isEmpty()) {
            return List.of();
        }
        boolean cancelling = distribution.getCancelRequested();
        UUID next = cancelling ? null : ids.next();
        if (next != null) {
            NewBatch.write(
                    db,
                    List.of(newBatch(
                            next, left.size(), WaitingHolders.sum(left), batch.getRetryDepth() + 1, batch.getId())),
                    act.at());
        }
        return left.stream()
                .map(holder ->
                        leaver(batch, holder, why, cancelling ? HolderStatus.CANCELLED : HolderStatus.PENDING, next))
                .toList();
    }

    private static Leaver leaver(
            BatchPayoutRecord batch, HolderRecord holder, Failure why, HolderStatus to, @Nullable UUID next) {
        return new Leaver(
                batch.getDistributionId(),
                batch.getId(),
                batch.getTransactionId(),
                holder.getAccountId(),
                holder.getPaymentAmount(),
                why,
                to,
                next);
    }

    /**
     * Ends the batch as the entry says; whoever of it was not paid fails, or goes into a new batch.
     *
     * @param transactionId the entry's, or {@code null} when a batch that had ended has it
     * @param taken who is to be paid by it, from wherever they wait
     * @param wronglyPaid who got another amount, if they wait here
     */
    private void end(
            LedgerEntry entry,
            BatchPayoutRecord batch,
            @Nullable String transactionId,
            List<HolderRecord> taken,
            List<HolderRecord> wronglyPaid) {
        EntryOutcome outcome = EntryOutcome.of(entry);
        Failure reason = outcome.whyOthersWereNotPaid();
        List<Leaver> leavers = new ArrayList<>();
        List<HolderRecord> left = new ArrayList<>();
        Set<UUID> wrong = wronglyPaid.stream().map(HolderRecord::getId).collect(Collectors.toSet());
        for (HolderRecord holder : WaitingHolders.without(waiting(batch.getId()), taken)) {
            Failure failure = outcome.failureOf(holder.getAccountId());
            if (wrong.contains(holder.getId())) {
                leavers.add(wronglyPaid(batch, holder));
            } else if (failure == null) {
                left.add(holder);
            } else {
                leavers.add(leaver(batch, holder, failure, HolderStatus.FAILED, null));
            }
        }
        leavers.addAll(moveOn(batch, left, reason));
        // Who came from elsewhere was not in the batch's figures: they are what it paid and what it lost.
        int total = batch.getFailedPayments() + leavers.size() + taken.size();
        BigDecimal amount = leavers.stream()
                .map(Leaver::amount)
                .reduce(batch.getFailedAmount(), BigDecimal::add)
                .add(WaitingHolders.sum(taken));
        batch.setTotalHolders(total);
        batch.setAmount(amount);
        db.update(BATCH_PAYOUT)
                .set(BATCH_PAYOUT.TOTAL_HOLDERS, total)
                .set(BATCH_PAYOUT.AMOUNT, amount)
                .where(BATCH_PAYOUT.ID.eq(batch.getId()))
                .execute();
        BatchEnding ending = new BatchEnding(
                batch,
                transactionId,
                outcome.ending(),
                entry.settled().at(),
                entry.settled().fee(),
                outcome.paidEverybody() ? null : reason,
                leavers);
        BatchEnding.writeBatches(db, List.of(ending), act.at());
        Leaver.write(db, ids, leavers, act.at());
        tell(batch, "adopted " + entry.transactionId(), ending.to());
    }

    /**
     * A holder who had failed was paid after all, so that what the distribution had ended as may no longer be true; or a distribution whose
     * start the database has forgotten has paid, so it is not one that waits to be started.
     */
    private void reopen() {
        if (DistributionRows.status(distribution).canBecome(DistributionStatus.PROCESSING)) {
            db.update(DISTRIBUTION)
                    .set(DISTRIBUTION.STATUS, DistributionStatus.PROCESSING.name())
                    .set(DISTRIBUTION.EXECUTED_AT, DSL.coalesce(DISTRIBUTION.EXECUTED_AT, act.at()))
                    .set(DISTRIBUTION.UPDATED_AT, act.at())
                    .where(DISTRIBUTION.ID.eq(distribution.getId()))
                    .execute();
            distribution.setStatus(DistributionStatus.PROCESSING.name());
        }
    }

    private void tell(BatchPayoutRecord batch, String event, BatchStatus to) {
        audit.write(db, act, Change.of(new BatchId(batch.getId()), event, batch.getStatus(), to, act.why()));
    }

    private ReconcileCounts contradiction(BatchPayoutRecord batch, FailureCode code, LedgerEntry entry, String what) {
        stops.contradicted(db, batch, distribution, code, "ledger id " + entry.transactionId() + " " + what, act);
        return CONTRADICTION;
    }
}
