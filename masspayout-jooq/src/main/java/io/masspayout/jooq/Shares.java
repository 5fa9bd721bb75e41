package io.masspayout.jooq;

import static io.masspayout.jooq.Candidates.ACCOUNT;
import static io.masspayout.jooq.Candidates.AS_GIVEN;
import static io.masspayout.jooq.Candidates.BALANCE;
import static io.masspayout.jooq.Candidates.EXISTS;
import static io.masspayout.jooq.Candidates.LEFT_OUT;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.PayoutType;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.model.SkipReason;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Computes the shares of a plan in SQL, in exact NUMERIC, by the rules of {@link io.masspayout.money.Allocation}: for a million
 * holders nothing leaves the database. Preview and plan read the same query.
 */
final class Shares {

    /** Smallest units; NULL for a row that takes no part. */
    static final Field<BigDecimal> UNITS = DSL.field(DSL.name("units"), SQLDataType.NUMERIC);
    /** Why the row is not to be paid; NULL for a payable one. */
    static final Field<String> SKIP = DSL.field(DSL.name("skip"), StoredText.TYPE);
    /** The number of the batch, from 1; NULL for a row that is not to be paid. */
    static final Field<Integer> BATCH = DSL.field(DSL.name("batch"), SQLDataType.INTEGER);

    private static final Field<BigDecimal> EXACT = DSL.field(DSL.name("exact"), SQLDataType.NUMERIC);
    private static final Field<BigDecimal> FLOOR = DSL.field(DSL.name("floor"), SQLDataType.NUMERIC);
    private static final Field<BigDecimal> REMAINDER = DSL.field(DSL.name("remainder"), SQLDataType.NUMERIC);

    /**
     * A fingerprint of who gets how much that does not depend on the order of the rows: the sum of 60 bits of each row's hash. 60,
     * as that is 15 hexadecimal digits and fits a BIGINT without a sign.
     */
    static final Field<BigDecimal> HASH = DSL.field(
            "sum(cast(cast('x' || substr(md5({0} || ':' || {1}), 1, 15) as bit(60)) as bigint))",
            SQLDataType.NUMERIC, ACCOUNT, UNITS);

    private Shares() {}

    /** The rows of the source with {@link #UNITS}, {@link #SKIP} and {@link #BATCH}; payable ones by account. */
    static Select<?> select(DistributionRecord distribution, PlanSource source, PlanOrder order) {
        Table<?> decided = decided(distribution, rounded(distribution, exact(distribution, source, order), order));
        Field<Integer> position =
                DSL.rowNumber().over(DSL.partitionBy(SKIP.isNull()).orderBy(ACCOUNT));
        Field<Integer> batch = DSL.when(
                SKIP.isNull(),
                position.minus(DSL.inline(1))
                        .div(DSL.val(order.holdersPerBatch()))
                        .plus(DSL.inline(1)));
        return DSL.select(ACCOUNT, AS_GIVEN, EXISTS, BALANCE, LEFT_OUT, UNITS, SKIP, batch.as(BATCH))
                .from(decided);
    }

    /** Entitlements before rounding, as the whole number of smallest units and the remainder over the divisor. */
    private static Table<?> exact(DistributionRecord distribution, PlanSource source, PlanOrder order) {
        boolean proportional = PayoutType.valueOf(distribution.getPayoutType()).isByBalance();
        Field<BigDecimal> weight = proportional ? BALANCE.cast(SQLDataType.NUMERIC) : DSL.inline(BigDecimal.ONE);
        BigInteger sum = proportional
                ? order.eligibility().balance()
                : BigInteger.valueOf(order.eligibility().eligible());
        // With nobody eligible no row is divided; the 1 is only for a planner that computes constants first.
        Field<BigDecimal> divisor = DSL.val(new BigDecimal(sum.max(BigInteger.ONE)));
        Field<BigDecimal> total = DSL.val(BigDecimal.valueOf(order.total()));
        Table<?> entitled = DSL.select(
                        ACCOUNT,
                        AS_GIVEN,
                        EXISTS,
                        BALANCE,
                        LEFT_OUT,
                        DSL.when(LEFT_OUT.isNull(), total.times(weight)).as(EXACT))
                .from(Candidates.of(distribution, source))
                .asTable("entitled");
        Field<BigDecimal> floor = DSL.field("div({0}, {1})", SQLDataType.NUMERIC, EXACT, divisor);
        return DSL.select(
                        ACCOUNT,
                        AS_GIVEN,
                        EXISTS,
                        BALANCE,
                        LEFT_OUT,
                        floor.as(FLOOR),
                        EXACT.minus(floor.times(divisor)).as(REMAINDER))
                .from(entitled)
                .asTable("floored");
    }

    private static Table<?> rounded(DistributionRecord distribution, Table<?> floored, PlanOrder order) {
        Field<BigDecimal> units = FLOOR;
        if (RemainderPolicy.valueOf(distribution.getRemainderPolicy()).isShared()) {
            Field<BigDecimal> left = DSL.val(BigDecimal.valueOf(order.total()))
                    .minus(DSL.sum(FLOOR).over());
            Condition getsOneMore = DSL.rowNumber()
                    .over(DSL.orderBy(REMAINDER.desc().nullsLast(), ACCOUNT))
                    .cast(SQLDataType.NUMERIC)
                    .le(left);
            units = FLOOR.plus(
                    DSL.when(getsOneMore, DSL.inline(BigDecimal.ONE)).otherwise(DSL.inline(BigDecimal.ZERO)));
        }
        return DSL.select(ACCOUNT, AS_GIVEN, EXISTS, BALANCE, LEFT_OUT, units.as(UNITS))
                .from(floored)
                .asTable("rounded");
    }

    private static Table<?> decided(DistributionRecord distribution, Table<?> rounded) {
        BigDecimal minimum = BigDecimal.valueOf(DistributionRows.units(distribution, distribution.getMinimumPayment()));
        Field<String> skip = DSL.when(LEFT_OUT.isNotNull(), LEFT_OUT)
                .when(UNITS.eq(DSL.inline(BigDecimal.ZERO)), SkipReason.ZERO_SHARE.name())
                .when(UNITS.lt(DSL.val(minimum)), SkipReason.BELOW_MINIMUM.name());
        return DSL.select(ACCOUNT, AS_GIVEN, EXISTS, BALANCE, LEFT_OUT, UNITS, skip.as(SKIP))
                .from(rounded)
                .asTable("decided");
    }
}
