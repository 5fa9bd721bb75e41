package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.HOLDER;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.HolderRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.AssetId;
import io.masspayout.model.HolderStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.impl.DSL;

/**
 * Reads holders, each time by way of an index: one distribution's holders are a few of all that are stored, or a million of them.
 * No index contains {@code holder.status}, as each payment would then write to it.
 */
final class HolderLists {

    private HolderLists() {}

    /** Up to so many holders of a distribution, by account. */
    static List<HolderRecord> page(
            DSLContext db, DistributionRecord of, Optional<HolderStatus> status, Optional<String> behind, int limit) {
        // Holders of a distribution that was never planned are of the schema's first version: they have no batches.
        if (status.equals(Optional.of(HolderStatus.FAILED)) && of.getPlannedAt() != null) {
            return failed(db, of.getId(), behind, limit);
        }
        return db.selectFrom(HOLDER)
                .where(areOf(of, behind))
                .and(status.map(HolderLists::isIn).orElse(noCondition()))
                .orderBy(HOLDER.DISTRIBUTION_ID, HOLDER.ACCOUNT_ID)
                .limit(limit)
                .fetch();
    }

    /**
     * Few holders fail, and they are in few batches. So the batches that left somebody unpaid are read first, and their holders by
     * batch; both steps are fenced, or the server might walk along all holders instead, in the order of the list, to find a
     * page of failed ones.
     */
    private static List<HolderRecord> failed(DSLContext db, UUID distribution, Optional<String> behind, int limit) {
        CommonTableExpression<Record1<UUID>> unpaid = name("unpaid")
                .asMaterialized(DSL.select(BATCH_PAYOUT.ID)
                        .from(BATCH_PAYOUT)
                        .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(distribution), BATCH_PAYOUT.FAILED_PAYMENTS.gt(0)));
        CommonTableExpression<HolderRecord> failed = name("failed")
                .asMaterialized(DSL.selectFrom(HOLDER)
                        .where(HOLDER.BATCH_ID.in(
                                DSL.select(unqualified(BATCH_PAYOUT.ID)).from(unpaid)))
                        .and(isIn(HolderStatus.FAILED))
                        .and(behind.map(HOLDER.ACCOUNT_ID::gt).orElse(noCondition())));
        return db.with(unpaid, failed)
                .select(Stream.of(HOLDER.fields()).map(HolderLists::unqualified).toList())
                .from(failed)
                .orderBy(unqualified(HOLDER.ACCOUNT_ID))
                .limit(limit)
                .fetchInto(HOLDER);
    }

    /** Up to so many rows of an asset's register, by account. */
    static List<HolderRecord> register(DSLContext db, AssetId asset, Optional<String> behind, int limit) {
        UUID id = asset.value();
        // The asset as a range, for the reason that ofDistribution gives.
        return db.selectFrom(HOLDER)
                .where(HOLDER.DISTRIBUTION_ID.isNull(), HOLDER.ASSET_ID.le(id))
                .and(behind.map(account ->
                                row(HOLDER.ASSET_ID, HOLDER.ACCOUNT_ID).gt(id, account))
                        .orElse(HOLDER.ASSET_ID.ge(id)))
                .orderBy(HOLDER.ASSET_ID, HOLDER.ACCOUNT_ID)
                .limit(limit)
                .fetch();
    }

    static Optional<HolderRecord> one(DSLContext db, DistributionRecord of, AccountId account) {
        return db.selectFrom(HOLDER)
                .where(HOLDER.ASSET_ID.eq(of.getAssetId()), HOLDER.DISTRIBUTION_ID.eq(of.getId()))
                .and(HOLDER.ACCOUNT_ID.eq(account.value()))
                .fetchOptional();
    }

    /**
     * To be ordered by distribution and account. The distribution is given as a range of one: were it equal to a value, the order
     * would be by account alone, and the server would gladly walk along the index of accounts, through the holders of all distributions.
     * The range and the cursor together are one stretch of the index of asset, distribution and account.
     */
    static Condition areOf(DistributionRecord distribution, Optional<String> behind) {
        UUID id = distribution.getId();
        return HOLDER.ASSET_ID
                .eq(distribution.getAssetId())
                .and(HOLDER.DISTRIBUTION_ID.le(id))
                .and(behind.<Condition>map(account ->
                                row(HOLDER.DISTRIBUTION_ID, HOLDER.ACCOUNT_ID).gt(id, account))
                        .orElse(HOLDER.DISTRIBUTION_ID.ge(id)));
    }

    /** A column of what is a table in one statement only: with that table's name, jOOQ would put the schema before it. */
    private static <T> Field<T> unqualified(Field<T> column) {
        return DSL.field(column.getUnqualifiedName(), column.getDataType());
    }

    private static Condition isIn(HolderStatus status) {
        return HOLDER.STATUS.eq(status.name());
    }
}
