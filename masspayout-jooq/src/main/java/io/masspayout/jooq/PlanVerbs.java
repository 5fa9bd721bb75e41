package io.masspayout.jooq;

import static io.masspayout.jooq.Candidates.BALANCE;
import static io.masspayout.jooq.Candidates.LEFT_OUT;
import static io.masspayout.jooq.Shares.BATCH;
import static io.masspayout.jooq.Shares.HASH;
import static io.masspayout.jooq.Shares.SKIP;
import static io.masspayout.jooq.Shares.UNITS;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.IdSource;
import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import io.masspayout.money.Units;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.Eligibility;
import io.masspayout.store.PlanDraft;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import io.masspayout.store.StalePlanException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Turns the holders of a source into shares and batches: as a draft, or for good. */
final class PlanVerbs {

    private final Transactions transactions;
    private final IdSource ids;
    private final Audit audit;

    PlanVerbs(Transactions transactions, IdSource ids, Audit audit) {
        this.transactions = transactions;
        this.ids = ids;
        this.audit = audit;
    }

    Eligibility eligibility(DistributionId id, PlanSource source) {
        return transactions.runByIndex(db -> {
            DistributionRecord distribution = DistributionRows.read(db, id);
            refuseDuplicates(db, source);
            return Candidates.eligibility(db, distribution, source);
        });
    }

    List<HolderBalance> unknownAccounts(DistributionId id, PlanSource source, int limit) {
        return transactions.run(db -> Candidates.unknownAccounts(db, DistributionRows.read(db, id), source, limit));
    }

    PlanDraft draftPlan(DistributionId id, PlanSource source, PlanOrder order, Instant now) {
        return transactions.runByIndex(db -> {
            DistributionRecord distribution = DistributionRows.read(db, id);
            refuseDuplicates(db, source);
            Draft draft = new Draft();
            db.select(
                            LEFT_OUT,
                            SKIP,
                            DSL.count().cast(SQLDataType.BIGINT),
                            DSL.sum(BALANCE),
                            DSL.sum(UNITS),
                            DSL.min(UNITS),
                            DSL.max(UNITS),
                            DSL.max(BATCH),
                            HASH)
                    .from(Shares.select(distribution, source, order).asTable("share"))
                    .groupBy(LEFT_OUT, SKIP)
                    .forEach(row -> {
                        draft.eligibility.add(row.value1(), row.value3(), row.value4());
                        if (row.value2() == null) {
                            draft.payableHolders = row.value3();
                            draft.payable = row.value5();
                            draft.smallest = row.value6();
                            draft.largest = row.value7();
                            draft.batches = row.value8();
                            draft.hash = row.value9();
                        } else {
                            draft.skipped.merge(SkipReason.valueOf(row.value2()), row.value3(), Long::sum);
                        }
                    });
            refuseStale(id, source, order, draft.eligibility.eligibility());
            return draft.plan(order, now);
        });
    }

    Optional<PlanDraft> writtenPlan(DistributionId id) {
        return transactions.runByIndex(db -> {
            DistributionRecord distribution = DistributionRows.read(db, id);
            Plan plan = DistributionRows.plan(distribution);
            return plan == null ? Optional.empty() : Optional.of(written(db, distribution, plan));
        });
    }

    private static PlanDraft written(DSLContext db, DistributionRecord distribution, Plan plan) {
        int decimals = distribution.getPaymentTokenDecimals();
        Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        long smallest = 0;
        long largest = 0;
        for (var row : db.select(
                        HOLDER.SKIP_REASON,
                        DSL.count().cast(SQLDataType.BIGINT),
                        DSL.min(HOLDER.PAYMENT_AMOUNT),
                        DSL.max(HOLDER.PAYMENT_AMOUNT))
                .from(HOLDER)
                .where(HOLDER.DISTRIBUTION_ID.eq(distribution.getId()))
                .groupBy(HOLDER.SKIP_REASON)) {
            if (row.value1() == null) {
                smallest = Units.ofDecimal(row.value3(), decimals);
                largest = Units.ofDecimal(row.value4(), decimals);
            } else {
                skipped.put(SkipReason.valueOf(row.value1()), row.value2());
            }
        }
        return new PlanDraft(plan, skipped, smallest, largest);
    }

    /** What a draft comes to, added up from its groups of rows. */
    private static final class Draft {

        final Candidates.Counting eligibility = new Candidates.Counting();
        final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        long payableHolders;
        int batches;
        BigDecimal payable = BigDecimal.ZERO;
        BigDecimal smallest = BigDecimal.ZERO;
        BigDecimal largest = BigDecimal.ZERO;
        BigDecimal hash = BigDecimal.ZERO;

        PlanDraft plan(PlanOrder order, Instant now) {
            long paid = payable.longValueExact();
            long left = skipped.values().stream().mapToLong(Long::longValue).sum();
            return new PlanDraft(
                    new Plan(
                            order.total(),
                            paid,
                            Math.subtractExact(order.total(), paid),
                            payableHolders,
                            left,
                            batches,
                            hash.toPlainString(),
                            now),
                    skipped,
                    smallest.longValueExact(),
                    largest.longValueExact());
        }
    }

    Created<Distribution> commitPlan(DistributionId id, PlanSource source, PlanOrder order, Act act) {
        try {
            return transactions.runByIndex(db -> commit(db, id, source, order, act));
        } catch (ConstraintViolation e) {
            // One row for an account in a distribution is the schema's word: if that was it, say which lines met.
            transactions.runByIndex(db -> {
                refuseDuplicates(db, source);
                return source;
            });
            throw e;
        }
    }

    private Created<Distribution> commit(
            DSLContext db, DistributionId id, PlanSource source, PlanOrder order, Act act) {
        DistributionRecord distribution = DistributionRows.locked(db, id);
        if (distribution.getPlannedAt() != null) {
            forget(db, source);
            return new Created<>(DistributionRows.distribution(distribution), false);
        }
        DistributionStatus status = DistributionRows.status(distribution);
        if (!status.isNotStarted()) {
            throw new ConflictException("distribution " + id + " is " + status + " and cannot be planned any more");
        }
        if (distribution.getReconcilingSince() != null) {
            throw new ConflictException("the ledger's history of distribution " + id
                    + " is being read back; finish that before planning it");
        }
        WrittenPlan written = new PlanWriting(db, ids, distribution, act.at()).write(source, order);
        refuseStale(id, source, order, written.eligibility());
        written.requireBalance(order, distribution.getPaymentTokenDecimals());
        forget(db, source);
        DistributionRecord planned = store(db, distribution, order, written, act);
        audit.write(
                db,
                act,
                Change.of(
                        id,
                        "planned",
                        status,
                        status,
                        written.payableHolders() + " payments in " + written.batches() + " batches, hash "
                                + written.hash() + ". " + act.why()));
        return new Created<>(DistributionRows.distribution(planned), true);
    }

    private static DistributionRecord store(
            DSLContext db, DistributionRecord distribution, PlanOrder order, WrittenPlan written, Act act) {
        int decimals = distribution.getPaymentTokenDecimals();
        BigDecimal total = Units.toDecimal(order.total(), decimals);
        return db.update(DISTRIBUTION)
                .set(DISTRIBUTION.AMOUNT, total)
                .set(DISTRIBUTION.PLANNED_AT, act.at())
                .set(DISTRIBUTION.PLAN_HASH, written.hash())
                .set(DISTRIBUTION.PAYABLE_AMOUNT, written.payable())
                .set(DISTRIBUTION.RETAINED_AMOUNT, total.subtract(written.payable()))
                .set(DISTRIBUTION.PAYABLE_HOLDERS, written.payableHolders())
                .set(DISTRIBUTION.SKIPPED_HOLDERS, written.skippedHolders())
                .set(DISTRIBUTION.PLANNED_BATCHES, written.batches())
                .set(DISTRIBUTION.UPDATED_AT, act.at())
                .where(DISTRIBUTION.ID.eq(distribution.getId()))
                .returning()
                .fetchSingle();
    }

    private static void refuseStale(DistributionId id, PlanSource source, PlanOrder order, Eligibility found) {
        long expected = source.match(register -> found.listed(), staged -> staged.rows());
        if (found.listed() != expected) {
            throw new StalePlanException(id, expected + " holders were staged and " + found.listed() + " are there");
        }
        if (!found.equals(order.eligibility())) {
            throw new StalePlanException(
                    id, "the total was computed on " + order.eligibility() + " but there is " + found);
        }
    }

    private static void refuseDuplicates(DSLContext db, PlanSource source) {
        // The register has an index that lets no account in twice.
        source.staging().ifPresent(staging -> RegisterVerbs.refuseDuplicates(db, staging));
    }

    private static void forget(DSLContext db, PlanSource source) {
        source.staging().ifPresent(staging -> RegisterVerbs.discard(db, staging));
    }
}
