package io.masspayout.jooq;

import static io.masspayout.jooq.Candidates.ACCOUNT;
import static io.masspayout.jooq.Candidates.AS_GIVEN;
import static io.masspayout.jooq.Candidates.BALANCE;
import static io.masspayout.jooq.Candidates.EXISTS;
import static io.masspayout.jooq.Candidates.LEFT_OUT;
import static io.masspayout.jooq.Shares.BATCH;
import static io.masspayout.jooq.Shares.HASH;
import static io.masspayout.jooq.Shares.SKIP;
import static io.masspayout.jooq.Shares.UNITS;
import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.IdSource;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Writes batches and holders of a plan in one statement, so from one view of the source: shares are computed once, kept, and read
 * by both inserts. A batch's id follows from its number, so no holder has to look its batch up.
 */
final class PlanWriting {

    private static final Name SHARE = DSL.name("share");
    private static final Name WRITTEN_BATCH = DSL.name("written_batch");
    private static final Name WRITTEN_HOLDER = DSL.name("written_holder");

    private static final Field<BigDecimal> AMOUNT = DSL.field(DSL.name("amount"), SQLDataType.NUMERIC);
    private static final Field<Integer> HOLDERS = DSL.field(DSL.name("holders"), SQLDataType.INTEGER);
    private static final Field<BigDecimal> PAYMENT = DSL.field(DSL.name("payment"), SQLDataType.NUMERIC);

    private final DSLContext db;
    private final DistributionRecord distribution;
    private final Instant at;
    private final DerivedIds batchIds;
    private final DerivedIds holderIds;
    /** Turns smallest units into the token's decimals: the product has exactly that many. */
    private final Field<BigDecimal> unit;

    PlanWriting(DSLContext db, IdSource ids, DistributionRecord distribution, Instant at) {
        this.db = db;
        this.distribution = distribution;
        this.at = at;
        this.batchIds = new DerivedIds(ids.next());
        this.holderIds = new DerivedIds(ids.next());
        this.unit = DSL.val(BigDecimal.ONE.movePointLeft(distribution.getPaymentTokenDecimals()));
    }

    WrittenPlan write(PlanSource source, PlanOrder order) {
        CommonTableExpression<?> share = SHARE.asMaterialized(Shares.select(distribution, source, order));
        Table<Record> shares = written(SHARE);
        CommonTableExpression<?> batches = WRITTEN_BATCH.as(insertBatches(shares));
        CommonTableExpression<?> holders = WRITTEN_HOLDER.as(insertHolders(shares));
        var groups = db.with(share, batches, holders)
                .select(
                        LEFT_OUT,
                        SKIP,
                        DSL.count().cast(SQLDataType.BIGINT),
                        DSL.sum(BALANCE),
                        DSL.sum(UNITS).times(unit),
                        HASH,
                        ofAll(DSL.count().cast(SQLDataType.BIGINT), WRITTEN_HOLDER),
                        ofAll(DSL.sum(PAYMENT), WRITTEN_HOLDER),
                        ofAll(DSL.count(), WRITTEN_BATCH),
                        ofAll(DSL.sum(HOLDERS), WRITTEN_BATCH),
                        ofAll(DSL.sum(AMOUNT), WRITTEN_BATCH))
                .from(shares)
                .groupBy(LEFT_OUT, SKIP)
                .fetch();
        Candidates.Counting eligibility = new Candidates.Counting();
        long payableHolders = 0;
        long skippedHolders = 0;
        BigDecimal payable = BigDecimal.ZERO;
        String hash = BigDecimal.ZERO.toPlainString();
        for (var group : groups) {
            eligibility.add(group.value1(), group.value3(), group.value4());
            if (group.value2() == null) {
                payableHolders = group.value3();
                payable = group.value5();
                hash = group.value6().toPlainString();
            } else {
                skippedHolders += group.value3();
            }
        }
        // Every group carries the same totals; an empty source has neither.
        var totals = groups.isEmpty() ? null : groups.get(0);
        return new WrittenPlan(
                eligibility.eligibility(),
                payable,
                payableHolders,
                skippedHolders,
                hash,
                totals == null ? BigDecimal.ZERO : totals.value8(),
                totals == null ? 0 : totals.value7(),
                totals == null || totals.value11() == null ? BigDecimal.ZERO : totals.value11(),
                totals == null || totals.value10() == null
                        ? 0
                        : totals.value10().longValueExact(),
                totals == null ? 0 : totals.value9());
    }

    /** Not as a table's name: jOOQ would put the schema before it. */
    private static Table<Record> written(Name name) {
        return DSL.table("{0}", name);
    }

    private static <T> Field<T> ofAll(Field<T> aggregate, Name written) {
        return DSL.field(DSL.select(aggregate).from(written(written)));
    }

    private ResultQuery<?> insertBatches(Table<Record> shares) {
        return db.insertInto(
                        BATCH_PAYOUT,
                        BATCH_PAYOUT.ID,
                        BATCH_PAYOUT.DISTRIBUTION_ID,
                        BATCH_PAYOUT.BATCH_NUMBER,
                        BATCH_PAYOUT.TOTAL_HOLDERS,
                        BATCH_PAYOUT.AMOUNT,
                        BATCH_PAYOUT.STATUS,
                        BATCH_PAYOUT.CREATED_AT,
                        BATCH_PAYOUT.UPDATED_AT)
                .select(DSL.select(
                                batchIds.at(BATCH),
                                DSL.val(distribution.getId()),
                                BATCH,
                                DSL.count(),
                                DSL.sum(UNITS).times(unit),
                                StoredText.value(BatchStatus.PENDING.name()),
                                DSL.val(at),
                                DSL.val(at))
                        .from(shares)
                        .where(BATCH.isNotNull())
                        .groupBy(BATCH))
                .returningResult(BATCH_PAYOUT.AMOUNT.as(AMOUNT), BATCH_PAYOUT.TOTAL_HOLDERS.as(HOLDERS));
    }

    private ResultQuery<?> insertHolders(Table<Record> shares) {
        Field<String> status =
                DSL.when(SKIP.isNull(), HolderStatus.PENDING.name()).otherwise(HolderStatus.SKIPPED.name());
        Field<BigDecimal> due = DSL.when(SKIP.isNull(), UNITS.times(unit)).otherwise(unit.times(DSL.inline(0)));
        Field<UUID> batchId = DSL.when(BATCH.isNotNull(), batchIds.at(BATCH));
        return db.insertInto(
                        HOLDER,
                        HOLDER.ID,
                        HOLDER.ASSET_ID,
                        HOLDER.DISTRIBUTION_ID,
                        HOLDER.ACCOUNT_ID,
                        HOLDER.ACCOUNT_AS_GIVEN,
                        HOLDER.ACCOUNT_EXISTS,
                        HOLDER.BALANCE,
                        HOLDER.PAYMENT_AMOUNT,
                        HOLDER.PAID,
                        HOLDER.STATUS,
                        HOLDER.SKIP_REASON,
                        HOLDER.BATCH_ID,
                        HOLDER.CREATED_AT,
                        HOLDER.UPDATED_AT)
                .select(DSL.select(
                                holderIds.at(DSL.rowNumber().over()),
                                DSL.val(distribution.getAssetId()),
                                DSL.val(distribution.getId()),
                                ACCOUNT,
                                AS_GIVEN,
                                EXISTS,
                                BALANCE,
                                due,
                                DSL.inline(false),
                                status,
                                SKIP,
                                batchId,
                                DSL.val(at),
                                DSL.val(at))
                        .from(shares))
                .returningResult(HOLDER.PAYMENT_AMOUNT.as(PAYMENT));
    }
}
