package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION_EXCLUSION;
import static io.masspayout.jooq.schema.Tables.HOLDER;
import static io.masspayout.jooq.schema.Tables.STAGED_HOLDER;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.model.SkipReason;
import io.masspayout.store.Eligibility;
import io.masspayout.store.PlanSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a plan's source as a table, each with the reason for which it takes no part, if there is one: the reasons that are known
 * before any amount is.
 */
final class Candidates {

    static final Field<String> ACCOUNT = DSL.field(DSL.name("account_id"), StoredText.TYPE);
    static final Field<String> AS_GIVEN = DSL.field(DSL.name("account_as_given"), StoredText.TYPE);
    static final Field<Boolean> EXISTS = DSL.field(DSL.name("account_exists"), SQLDataType.BOOLEAN);
    static final Field<Long> BALANCE = DSL.field(DSL.name("balance"), SQLDataType.BIGINT);
    /** Why the row takes no part in the split; NULL when it does. */
    static final Field<String> LEFT_OUT = DSL.field(DSL.name("left_out"), StoredText.TYPE);

    private Candidates() {}

    static Table<?> of(DistributionRecord distribution, PlanSource source) {
        return source.<Table<?>>match(
                register -> of(
                        distribution,
                        HOLDER,
                        HOLDER.ACCOUNT_ID,
                        HOLDER.ACCOUNT_AS_GIVEN,
                        HOLDER.ACCOUNT_EXISTS,
                        HOLDER.BALANCE,
                        HOLDER.ASSET_ID.eq(distribution.getAssetId()).and(HOLDER.DISTRIBUTION_ID.isNull())),
                staged -> of(
                        distribution,
                        STAGED_HOLDER,
                        STAGED_HOLDER.ACCOUNT_ID,
                        STAGED_HOLDER.ACCOUNT_AS_GIVEN,
                        STAGED_HOLDER.ACCOUNT_EXISTS,
                        STAGED_HOLDER.BALANCE,
                        STAGED_HOLDER.STAGING_ID.eq(staged.stagingId().value())));
    }

    private static <R extends Record> Table<?> of(
            DistributionRecord distribution,
            Table<R> source,
            TableField<R, String> account,
            TableField<R, String> asGiven,
            TableField<R, Boolean> exists,
            TableField<R, Long> balance,
            Condition rows) {
        Condition noAccount =
                exists.isFalse().and(DSL.val(distribution.getCreateAccounts()).isFalse());
        Field<String> leftOut = DSL.when(isTreasury(distribution, account), SkipReason.TREASURY.name())
                .when(DISTRIBUTION_EXCLUSION.ACCOUNT_ID.isNotNull(), SkipReason.EXCLUDED.name())
                .when(balance.eq(DSL.inline(0L)), SkipReason.ZERO_BALANCE.name())
                .when(noAccount, SkipReason.NO_ACCOUNT.name());
        return DSL.select(
                        account.as(ACCOUNT),
                        asGiven.as(AS_GIVEN),
                        exists.as(EXISTS),
                        balance.as(BALANCE),
                        leftOut.as(LEFT_OUT))
                .from(source)
                .leftJoin(DISTRIBUTION_EXCLUSION)
                .on(DISTRIBUTION_EXCLUSION.DISTRIBUTION_ID.eq(distribution.getId()))
                .and(DISTRIBUTION_EXCLUSION.ACCOUNT_ID.eq(account))
                .where(rows)
                .asTable("candidate");
    }

    /** The paying account; and the token's own treasury, which holds what is not issued, unless the terms say that it is paid. */
    private static Condition isTreasury(DistributionRecord distribution, Field<String> account) {
        Condition pays = account.eq(distribution.getTreasuryAccountId());
        return distribution.getPayTokenTreasury()
                ? pays
                : pays.or(account.eq(DSL.select(ASSET.TOKEN_TREASURY_ACCOUNT_ID)
                        .from(ASSET)
                        .where(ASSET.ID.eq(distribution.getAssetId()))));
    }

    static List<HolderBalance> unknownAccounts(
            DSLContext db, DistributionRecord distribution, PlanSource source, int limit) {
        return db.select(AS_GIVEN, BALANCE)
                .from(of(distribution, source))
                .where(LEFT_OUT.eq(SkipReason.NO_ACCOUNT.name()))
                .orderBy(ACCOUNT.collate("C"))
                .limit(limit)
                .fetch(row -> new HolderBalance(row.value1(), row.value2()));
    }

    static Eligibility eligibility(DSLContext db, DistributionRecord distribution, PlanSource source) {
        Counting counting = new Counting();
        db.select(LEFT_OUT, DSL.count().cast(SQLDataType.BIGINT), DSL.sum(BALANCE))
                .from(of(distribution, source))
                .groupBy(LEFT_OUT)
                .forEach(row -> counting.add(row.value1(), row.value2(), row.value3()));
        return counting.eligibility();
    }

    /** Adds up an eligibility from counts by reason. */
    static final class Counting {

        private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        private long listed;
        private long eligible;
        private BigInteger balance = BigInteger.ZERO;

        void add(@Nullable String leftOut, long rows, BigDecimal held) {
            listed += rows;
            if (leftOut == null) {
                eligible += rows;
                balance = balance.add(held.toBigIntegerExact());
            } else {
                skipped.merge(SkipReason.valueOf(leftOut), rows, Long::sum);
            }
        }

        Eligibility eligibility() {
            return new Eligibility(listed, skipped, eligible, balance);
        }
    }
}
