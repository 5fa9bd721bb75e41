package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION_TALLY;
import static io.masspayout.jooq.schema.Tables.TREASURY;

import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.BatchStatus;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How far distributions are, from what is counted as their batches change: neither holders nor batches are read. */
final class ProgressVerbs {

    private static final Condition IS_OPEN = DISTRIBUTION_TALLY.STATUS.in(
            DSL.inline(BatchStatus.PENDING.name()), DSL.inline(BatchStatus.PROCESSING.name()));
    private static final Condition IS_PROCESSING =
            DISTRIBUTION_TALLY.STATUS.eq(DSL.inline(BatchStatus.PROCESSING.name()));

    private static final Field<BigDecimal> BATCHES =
            DSL.sum(DISTRIBUTION_TALLY.BATCHES).as("batches");
    private static final Field<BigDecimal> OPEN_BATCHES =
            DSL.sum(DISTRIBUTION_TALLY.BATCHES).filterWhere(IS_OPEN).as("open_batches");
    private static final Field<BigDecimal> IN_FLIGHT =
            DSL.sum(DISTRIBUTION_TALLY.BATCHES).filterWhere(IS_PROCESSING).as("in_flight");
    private static final Field<BigDecimal> WORKABLE = DSL.sum(
                    DISTRIBUTION_TALLY.BATCHES.minus(DISTRIBUTION_TALLY.WAITING))
            .filterWhere(IS_OPEN)
            .as("workable");
    private static final Field<BigDecimal> PAID =
            DSL.sum(DISTRIBUTION_TALLY.SUCCESSFUL_PAYMENTS).as("paid");
    private static final Field<BigDecimal> PAID_AMOUNT =
            DSL.sum(DISTRIBUTION_TALLY.PAID_AMOUNT).as("paid_sum");
    private static final Field<BigDecimal> CANCELLED =
            DSL.sum(DISTRIBUTION_TALLY.CANCELLED_PAYMENTS).as("cancelled");
    private static final Field<BigDecimal> CANCELLED_AMOUNT =
            DSL.sum(DISTRIBUTION_TALLY.CANCELLED_AMOUNT).as("cancelled_sum");
    private static final Field<BigDecimal> OPEN = DSL.sum(
                    DISTRIBUTION_TALLY.TOTAL_HOLDERS.minus(DISTRIBUTION_TALLY.FAILED_PAYMENTS))
            .filterWhere(IS_OPEN)
            .as("open");
    private static final Field<BigDecimal> OPEN_AMOUNT = DSL.sum(
                    DISTRIBUTION_TALLY.AMOUNT.minus(DISTRIBUTION_TALLY.FAILED_AMOUNT))
            .filterWhere(IS_OPEN)
            .as("open_sum");

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
        return transactions.read(db -> read(db, id));
    }

    static Progress read(DSLContext db, DistributionId id) {
        Record row = query(db, id).fetchOptional().orElseThrow(() -> new NotFoundException("distribution", id));
        DistributionRecord distribution = row.into(DISTRIBUTION);
        int batches = Math.toIntExact(count(row.get(BATCHES)));
        int open = Math.toIntExact(count(row.get(OPEN_BATCHES)));
        int inFlight = Math.toIntExact(count(row.get(IN_FLIGHT)));
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
                    batches,
                    open,
                    inFlight,
                    null,
                    null);
        }
        long paid = count(row.get(PAID));
        long cancelled = count(row.get(CANCELLED));
        long openPayments = count(row.get(OPEN));
        int decimals = distribution.getPaymentTokenDecimals();
        long paidAmount = units(row.get(PAID_AMOUNT), decimals);
        long cancelledAmount = units(row.get(CANCELLED_AMOUNT), decimals);
        long openAmount = units(row.get(OPEN_AMOUNT), decimals);
        boolean waits = open > 0 && count(row.get(WORKABLE)) == 0;
        Optional<Next> next = waits ? next(db, id) : Optional.empty();
        return new Progress(
                DistributionRows.status(distribution),
                plan.payableHolders(),
                plan.skippedHolders(),
                paid,
                plan.payableHolders() - paid - openPayments - cancelled,
                cancelled,
                openPayments,
                paidAmount,
                plan.payable() - paidAmount - openAmount - cancelledAmount,
                cancelledAmount,
                openAmount,
                batches,
                open,
                inFlight,
                next.map(Next::at).orElse(null),
                next.map(Next::reason).orElse(null));
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
                                OPEN_AMOUNT)
                        .from(DISTRIBUTION_TALLY)
                        .where(DISTRIBUTION_TALLY.DISTRIBUTION_ID.eq(DISTRIBUTION.ID)))
                .as("sums");
        return db.select(DISTRIBUTION.fields())
                .select(sums.fields())
                .from(DISTRIBUTION)
                .crossJoin(sums)
                .where(DISTRIBUTION.ID.eq(id.value()));
    }

    /** When the first batch that waits is taken up again, and what it waits for. */
    private record Next(Instant at, @Nullable String reason) {}

    private static Optional<Next> next(DSLContext db, DistributionId id) {
        return db.select(BATCH_PAYOUT.NEXT_ATTEMPT_AT, BATCH_PAYOUT.FAILURE_CODE, BATCH_PAYOUT.ERROR_MESSAGE)
                .from(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(id.value()))
                .and(BatchRows.IS_OPEN)
                .and(BATCH_PAYOUT.NEXT_ATTEMPT_AT.isNotNull())
                .orderBy(BATCH_PAYOUT.NEXT_ATTEMPT_AT, BATCH_PAYOUT.BATCH_NUMBER)
                .limit(1)
                .fetchOptional(row -> new Next(row.value1(), reason(row.value2(), row.value3())));
    }

    private static @Nullable String reason(@Nullable String code, @Nullable String message) {
        return code == null || message == null ? null : code + " (" + message + ")";
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
     * A distribution that waits for money is due, too: only a look at the treasury can tell whether it has come. What a person has held or paused
     * waits for the person, but for what may have been sent; so does a stop that only a person may lift.
     */
    static ResultQuery<? extends Record> dueQuery(DSLContext db, Instant now, int limit) {
        Condition allowed = Gate.isWorthTrying(NEEDING_A_PERSON, now);
        Condition notReconciling = DISTRIBUTION.RECONCILING_SINCE.isNull();
        Condition toStart = is(DistributionStatus.PENDING).and(allowed);
        Condition toClaim = DSL.exists(batches(BatchRows.IS_PENDING.and(BatchRows.isFree(now))))
                .and(allowed);
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
                .on(Gate.ITS_TREASURY)
                .where(IS_UNFINISHED)
                .and(WorkVerbs.isToBeTried(now))
                .and(toStart.or(is(DistributionStatus.PROCESSING)
                        .and(toClaim.or(toResolve).or(toFinish))))
                .orderBy(DSL.coalesce(DISTRIBUTION.WORKED_AT, DISTRIBUTION.CREATED_AT), DISTRIBUTION.ID)
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
