package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.TREASURY;

import io.masspayout.jooq.schema.tables.records.AssetRecord;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.TreasuryRecord;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.store.IntentResult;
import io.masspayout.store.NotFoundException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What stands between a distribution and its payments, if anything does. */
final class Gate {

    /** The treasury that a distribution is paid from, if anybody has ever written of it. */
    static final Condition ITS_TREASURY = TREASURY.ACCOUNT_ID
            .eq(DISTRIBUTION.TREASURY_ACCOUNT_ID)
            .and(TREASURY.TOKEN_ID.eq(DISTRIBUTION.PAYMENT_TOKEN_ID));

    private Gate() {}

    /** A distribution, and what stands in its way: read without a lock, so good for deciding where to look, not for sending. */
    record Seen(DistributionRecord distribution, Optional<IntentResult> obstacle) {}

    static Seen look(DSLContext db, DistributionId id) {
        var row = db.select(DISTRIBUTION.fields())
                .select(ASSET.PAUSED, TREASURY.STOPPED_CODE)
                .from(DISTRIBUTION)
                .join(ASSET)
                .on(ASSET.ID.eq(DISTRIBUTION.ASSET_ID))
                .leftJoin(TREASURY)
                .on(ITS_TREASURY)
                .where(DISTRIBUTION.ID.eq(id.value()))
                .fetchOptional()
                .orElseThrow(() -> new NotFoundException("distribution", id));
        DistributionRecord distribution = row.into(DISTRIBUTION);
        return new Seen(distribution, obstacle(distribution, row.get(ASSET.PAUSED), row.get(TREASURY.STOPPED_CODE)));
    }

    /**
     * Locks distributions, assets and treasuries of some batches in the global order, shared, so that none of them can change
     * before the intents are committed, and says of each distribution what stands in the way.
     */
    static Map<UUID, Optional<IntentResult>> lockShared(DSLContext db, Collection<BatchId> batches) {
        // A batch never changes its distribution, so it is read without a lock.
        var theirs = DSL.select(BATCH_PAYOUT.DISTRIBUTION_ID)
                .from(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.ID.eq(DSL.any(BatchRows.array(batches))));
        var distributions = db.selectFrom(DISTRIBUTION)
                .where(DISTRIBUTION.ID.in(theirs))
                .orderBy(DISTRIBUTION.ID)
                .forShare()
                .fetch();
        Map<UUID, AssetRecord> assets = db.selectFrom(ASSET)
                .where(ASSET.ID.eq(
                        DSL.any(Unnested.array(SQLDataType.UUID, distributions, DistributionRecord::getAssetId))))
                .orderBy(ASSET.ID)
                .forShare()
                .fetchMap(ASSET.ID);
        Map<String, TreasuryRecord> treasuries = new HashMap<>();
        Unnested<DistributionRecord> u = new Unnested<>("u", distributions);
        var account = u.column("account_id", SQLDataType.VARCHAR, DistributionRecord::getTreasuryAccountId);
        var token = u.column("token_id", SQLDataType.VARCHAR, DistributionRecord::getPaymentTokenId);
        db.selectFrom(TREASURY)
                .where(DSL.exists(DSL.selectOne()
                        .from(u.table())
                        .where(TREASURY.ACCOUNT_ID.eq(account))
                        .and(TREASURY.TOKEN_ID.eq(token))))
                .orderBy(TREASURY.ACCOUNT_ID, TREASURY.TOKEN_ID)
                .forShare()
                .forEach(row -> treasuries.put(key(row.getAccountId(), row.getTokenId()), row));
        Map<UUID, Optional<IntentResult>> obstacles = new HashMap<>();
        for (DistributionRecord distribution : distributions) {
            TreasuryRecord treasury =
                    treasuries.get(key(distribution.getTreasuryAccountId(), distribution.getPaymentTokenId()));
            AssetRecord asset = assets.get(distribution.getAssetId());
            obstacles.put(
                    distribution.getId(),
                    obstacle(
                            distribution,
                            asset == null || asset.getPaused(),
                            treasury == null ? null : treasury.getStoppedCode()));
        }
        return obstacles;
    }

    private static String key(String account, String token) {
        return account + '\n' + token;
    }

    static Optional<IntentResult> obstacle(
            DistributionRecord distribution, boolean assetPaused, @Nullable String treasuryStop) {
        if (DistributionRows.status(distribution) != DistributionStatus.PROCESSING
                || distribution.getCancelRequested()) {
            return Optional.of(IntentResult.NOT_PROCESSING);
        }
        return blocked(distribution, assetPaused, treasuryStop)
                .or(() -> distribution.getFunded() ? Optional.empty() : Optional.of(IntentResult.TREASURY_STOPPED));
    }

    /** What somebody has put in the way of a distribution, whatever its status and its money. */
    static Optional<IntentResult> blocked(
            DistributionRecord distribution, boolean assetPaused, @Nullable String treasuryStop) {
        if (distribution.getReconcilingSince() != null) {
            return Optional.of(IntentResult.RECONCILING);
        }
        if (distribution.getHeld()) {
            return Optional.of(IntentResult.HELD);
        }
        if (assetPaused) {
            return Optional.of(IntentResult.ASSET_PAUSED);
        }
        return treasuryStop == null ? Optional.empty() : Optional.of(IntentResult.TREASURY_STOPPED);
    }
}
