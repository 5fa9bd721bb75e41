package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.TREASURY;

import io.masspayout.jooq.schema.tables.records.AssetRecord;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.TreasuryRecord;
import io.masspayout.model.DistributionStatus;
import io.masspayout.store.IntentResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What stands between a distribution and its payments, if anything does. */
final class Gate {

    private Gate() {}

    /** Reads without a lock: what is found may change at once, so it is good for deciding where to look, not for sending. */
    static Optional<IntentResult> obstacle(DSLContext db, DistributionRecord distribution) {
        Condition itsTreasury = TREASURY.ACCOUNT_ID
                .eq(distribution.getTreasuryAccountId())
                .and(TREASURY.TOKEN_ID.eq(distribution.getPaymentTokenId()));
        var row = db.select(ASSET.PAUSED, TREASURY.STOPPED_CODE)
                .from(ASSET)
                .leftJoin(TREASURY)
                .on(itsTreasury)
                .where(ASSET.ID.eq(distribution.getAssetId()))
                .fetchSingle();
        return obstacle(distribution, row.value1(), row.value2());
    }

    /**
     * Locks distributions, assets and treasuries of some batches in the global order, shared, so that none of them can change
     * before the intents are committed, and says of each distribution what stands in the way.
     */
    static Map<UUID, Optional<IntentResult>> lockShared(DSLContext db, Collection<UUID> distributionIds) {
        var ids = Unnested.array(SQLDataType.UUID, new TreeSet<>(distributionIds), id -> id);
        var distributions = db.selectFrom(DISTRIBUTION)
                .where(DISTRIBUTION.ID.eq(DSL.any(ids)))
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
