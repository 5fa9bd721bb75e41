package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.TREASURY;

import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Plan;
import io.masspayout.money.Units;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.Progress;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How far distributions are, from their batches alone: no holder is read. */
final class ProgressVerbs {

    private static final Field<Integer> LEFT_OPEN = BATCH_PAYOUT.TOTAL_HOLDERS.minus(BATCH_PAYOUT.FAILED_PAYMENTS);
    private static final Field<BigDecimal> DUE_OPEN = BATCH_PAYOUT.AMOUNT.minus(BATCH_PAYOUT.FAILED_AMOUNT);

    private static final Field<Integer> BATCHES = DSL.count().as("batches");
    private static final Field<Integer> OPEN_BATCHES =
            DSL.count().filterWhere(BatchRows.IS_OPEN).as("open_batches");
    private static final Field<Integer> IN_FLIGHT =
            DSL.count().filterWhere(BatchRows.IS_PROCESSING).as("in_flight");
    private static final Field<Integer> WORKABLE = DSL.count()
            .filterWhere(BatchRows.IS_OPEN, BATCH_PAYOUT.NEXT_ATTEMPT_AT.isNull())
            .as("workable");
    private static final Field<BigDecimal> PAID =
            DSL.sum(BATCH_PAYOUT.SUCCESSFUL_PAYMENTS).as("paid");
    private static final Field<BigDecimal> PAID_AMOUNT =
            DSL.sum(BATCH_PAYOUT.PAID_AMOUNT).as("paid_sum");
    private static final Field<BigDecimal> CANCELLED =
            DSL.sum(BATCH_PAYOUT.CANCELLED_PAYMENTS).as("cancelled");
    private static final Field<BigDecimal> CANCELLED_AMOUNT =
            DSL.sum(BATCH_PAYOUT.CANCELLED_AMOUNT).as("cancelled_sum");
    private static final Field<BigDecimal> OPEN =
            DSL.sum(LEFT_OPEN).filterWhere(BatchRows.IS_OPEN).as("open");
    private static final Field<BigDecimal> OPEN_AMOUNT =
            DSL.sum(DUE_OPEN).filterWhere(BatchRows.IS_OPEN).as("open_sum");
    private static final Field<Instant> NEXT =
            DSL.min(BATCH_PAYOUT.NEXT_ATTEMPT_AT).filterWhere(BatchRows.IS_OPEN).as("next_attempt");
    private static final Field<String> NEXT_REASON = DSL.arrayGet(
                    DSL.arrayAgg(DSL.concat(
                                    BATCH_PAYOUT.FAILURE_CODE,
                                    DSL.inline(" ("),
                                    BATCH_PAYOUT.ERROR_MESSAGE,
                                    DSL.inline(")")))
                            .orderBy(BATCH_PAYOUT.NEXT_ATTEMPT_AT, BATCH_PAYOUT.BATCH_NUMBER)
                            .filterWhere(BatchRows.IS_OPEN, BATCH_PAYOUT.NEXT_ATTEMPT_AT.isNotNull()),
                    1)
            .as("next_reason");

    /** Word for word what the index of unfinished distributions says. */
    private static final Condition IS_UNFINISHED = DISTRIBUTION
            .PLANNED_AT
            .isNotNull()
            .and(DISTRIBUTION.STATUS.in(
                    DSL.inline(DistributionStatus.PENDING.name()), DSL.inline(DistributionStatus.PROCESSING.name())));

    private static final List<Field<String>> NEEDING_A_PERSON = Stream.of(FailureCode.values())
            .filter(FailureCode::needsPerson)
            .<Field<String>>map(code -> DSL.inline(code.name()))
            .toList();

    private final Transactions transactions;

    ProgressVerbs(Transactions transactions) {
        this.transactions = transactions;
    }

    Progress progress(DistributionId id) {
        return transactions.run(db -> read(db, id));
    }

    static Progress read(DSLContext db, DistributionId id) {
        Record row = query(db, id).fetchOptional().orElseThrow(() -> new NotFoundException("distribution", id));
        DistributionRecord distribution = row.into(DISTRIBUTION);
        Plan plan = DistributionRows.plan(distribution);
        if (plan == null) {
            // A distribution of the schema's first version may have batches without a plan; its holders are not
            // accounted for.
            return new Progress(
                    DistributionRows.status(distribution),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    row.get(BATCHES),
                    row.get(OPEN_BATCHES),
                    row.get(IN_FLIGHT),
                    null,
                    null);
        }
        long paid = count(row.get(PAID));
        long cancelled = count(row.get(CANCELLED));
        long open = count(row.get(OPEN));
        int decimals = distribution.getPaymentTokenDecimals();
        long paidAmount = units(row.get(PAID_AMOUNT), decimals);
        long cancelledAmount = units(row.get(CANCELLED_AMOUNT), decimals);
        long openAmount = units(row.get(OPEN_AMOUNT), decimals);
        boolean waits = row.get(OPEN_BATCHES) > 0 && row.get(WORKABLE) == 0;
        return new Progress(
                DistributionRows.status(distribution),
                plan.payableHolders(),
                plan.skippedHolders(),
                paid,
                plan.payableHolders() - paid - open - cancelled,
                cancelled,
                open,
                paidAmount,
                plan.payable() - paidAmount - openAmount - cancelledAmount,
                cancelledAmount,
                openAmount,
                row.get(BATCHES),
                row.get(OPEN_BATCHES),
                row.get(IN_FLIGHT),
                waits ? row.get(NEXT) : null,
                waits ? row.get(NEXT_REASON) : null);
    }

    static ResultQuery<? extends Record> query(DSLContext db, DistributionId id) {
        var sums = DSL.lateral(DSL.select(
                                BATCHES,
                                OPEN_BATCHES,
                                IN_FLIGHT,
                                WORKABLE,
                                PAID,
                                PAID_AMOUNT,
                                CANCELLED,
                                CANCELLED_AMOUNT,
                                OPEN,
                                OPEN_AMOUNT,
                                NEXT,
                                NEXT_REASON)
                        .from(BATCH_PAYOUT)
                        .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(DISTRIBUTION.ID)))
                .as("sums");
        return db.select(DISTRIBUTION.fields())
                .select(sums.fields())
                .from(DISTRIBUTION)
                .crossJoin(sums)
                .where(DISTRIBUTION.ID.eq(id.value()));
    }

    private static long count(@Nullable BigDecimal sum) {
        return sum == null ? 0 : sum.longValueExact();
    }

    private static long units(@Nullable BigDecimal sum, int decimals) {
        return sum == null ? 0 : Units.ofDecimal(sum, decimals);
    }

    List<DistributionId> due(Instant now, int limit) {
        return transactions.run(
                db -> dueQuery(db, now, limit).fetch(row -> new DistributionId(row.get(DISTRIBUTION.ID))));
    }

    /**
     * Whoever waits for money is due, too: only a look at the treasury can tell whether it has come. What a person has held or paused
     * waits for the person, but for what may have been sent; so does a stop that only a person may lift.
     */
    static ResultQuery<? extends Record> dueQuery(DSLContext db, Instant now, int limit) {
        Condition needsPerson = TREASURY.STOPPED_CODE.in(NEEDING_A_PERSON);
        Condition allowed = DSL.not(DSL.condition(DISTRIBUTION.HELD))
                .and(DSL.not(DSL.condition(ASSET.PAUSED)))
                .and(TREASURY.STOPPED_CODE.isNull().or(DSL.not(needsPerson)));
        Condition notReconciling = DISTRIBUTION.RECONCILING_SINCE.isNull();
        Condition toStart = is(DistributionStatus.PENDING).and(allowed).and(notReconciling);
        Condition toClaim = DSL.exists(batches(BatchRows.IS_PENDING.and(BatchRows.isFree(now))))
                .and(allowed)
                .and(notReconciling);
        Condition toResolve = DSL.exists(batches(BatchRows.IS_PROCESSING.and(BatchRows.isFree(now))));
        // With a limit, as PostgreSQL would otherwise read every open batch of the schema to answer for each
        // distribution.
        Condition nothingOpen = DSL.field(DSL.selectOne()
                        .from(BATCH_PAYOUT)
                        .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(DISTRIBUTION.ID))
                        .and(BatchRows.IS_OPEN)
                        .limit(1))
                .isNull();
        Condition toFinish = nothingOpen.and(notReconciling);
        return db.select(DISTRIBUTION.ID)
                .from(DISTRIBUTION)
                .join(ASSET)
                .on(ASSET.ID.eq(DISTRIBUTION.ASSET_ID))
                .leftJoin(TREASURY)
                .on(TREASURY.ACCOUNT_ID.eq(DISTRIBUTION.TREASURY_ACCOUNT_ID))
                .and(TREASURY.TOKEN_ID.eq(DISTRIBUTION.PAYMENT_TOKEN_ID))
                .where(IS_UNFINISHED)
                .and(toStart.or(is(DistributionStatus.PROCESSING)
                        .and(toClaim.or(toResolve).or(toFinish))))
                .orderBy(DISTRIBUTION.CREATED_AT, DISTRIBUTION.ID)
                .limit(limit);
    }

    private static Condition is(DistributionStatus status) {
        return DISTRIBUTION.STATUS.eq(DSL.inline(status.name()));
    }

    private static Select<?> batches(Condition which) {
        return DSL.selectOne()
                .from(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(DISTRIBUTION.ID))
                .and(which);
    }
}
