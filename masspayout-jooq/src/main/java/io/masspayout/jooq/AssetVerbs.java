package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.AssetRecord;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.TokenId;
import io.masspayout.store.Act;
import io.masspayout.store.Created;
import io.masspayout.store.NotFoundException;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Assets as such; their registers are {@link RegisterVerbs}. */
final class AssetVerbs {

    private final Transactions transactions;
    private final Audit audit;

    AssetVerbs(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    Created<Asset> importAsset(Asset candidate) {
        AssetRecord row = AssetRows.row(candidate);
        return transactions.run(db -> {
            ExactTexts.of(db, "asset import")
                    .text("tokenId", row.getTokenId())
                    .text("treasury", row.getTreasuryAccountId())
                    .text("paymentToken", row.getPaymentTokenId())
                    .text("lifecycleContractId", row.getLifecycleContractId())
                    .throwIfAny();
            AssetRecord inserted = db.insertInto(ASSET)
                    .set(row)
                    .onConflict(ASSET.TOKEN_ID)
                    .doNothing()
                    .returning()
                    .fetchOne();
            return inserted != null
                    ? new Created<>(AssetRows.asset(inserted), true)
                    : new Created<>(refresh(db, row), false);
        });
    }

    private static Asset refresh(DSLContext db, AssetRecord row) {
        // V1 knew no treasury, and a payment token without its decimals.
        Condition complete = ASSET.PAYMENT_TOKEN_DECIMALS.isNotNull();
        AssetRecord refreshed = db.update(ASSET)
                .set(ASSET.NAME, row.getName())
                .set(ASSET.SYMBOL, row.getSymbol())
                .set(ASSET.TOTAL_SUPPLY, row.getTotalSupply())
                .set(ASSET.DECIMALS, row.getDecimals())
                .set(ASSET.LIFECYCLE_CONTRACT_ID, row.getLifecycleContractId())
                .set(ASSET.EVM_ADDRESS, row.getEvmAddress())
                .set(ASSET.TREASURY_ACCOUNT_ID, DSL.coalesce(ASSET.TREASURY_ACCOUNT_ID, row.getTreasuryAccountId()))
                .set(
                        ASSET.PAYMENT_TOKEN_ID,
                        DSL.when(complete, ASSET.PAYMENT_TOKEN_ID).otherwise(row.getPaymentTokenId()))
                .set(
                        ASSET.PAYMENT_TOKEN_DECIMALS,
                        DSL.coalesce(ASSET.PAYMENT_TOKEN_DECIMALS, row.getPaymentTokenDecimals()))
                .set(ASSET.UPDATED_AT, row.getUpdatedAt())
                .where(ASSET.TOKEN_ID.eq(row.getTokenId()))
                .returning()
                .fetchOne();
        if (refreshed == null) {
            throw new Transactions.Moved("the asset that was in the way is gone");
        }
        return AssetRows.asset(refreshed);
    }

    Optional<Asset> asset(AssetId id) {
        return find(ASSET.ID.eq(id.value()));
    }

    Optional<Asset> assetByToken(TokenId tokenId) {
        return find(ASSET.TOKEN_ID.eq(tokenId.value()));
    }

    private Optional<Asset> find(Condition which) {
        return transactions.run(
                db -> db.selectFrom(ASSET).where(which).fetchOptional().map(AssetRows::asset));
    }

    Asset rename(AssetId id, String name, Act act) {
        return transactions.run(db -> {
            ExactTexts.of(db, "asset").text("name", name).throwIfAny();
            return change(db, id, ASSET.NAME, name, "renamed", act);
        });
    }

    Asset setPaused(AssetId id, boolean paused, Act act) {
        return change(id, ASSET.PAUSED, paused, paused ? "paused" : "unpaused", act);
    }

    Asset setSyncEnabled(AssetId id, boolean enabled, Act act) {
        return change(id, ASSET.SYNC_ENABLED, enabled, enabled ? "sync enabled" : "sync disabled", act);
    }

    private <T> Asset change(AssetId id, Field<T> field, T value, String event, Act act) {
        return transactions.run(db -> change(db, id, field, value, event, act));
    }

    private <T> Asset change(DSLContext db, AssetId id, Field<T> field, T value, String event, Act act) {
        AssetRecord row = locked(db, id);
        T before = row.get(field);
        if (before.equals(value)) {
            return AssetRows.asset(row);
        }
        AssetRecord changed = db.update(ASSET)
                .set(field, value)
                .set(ASSET.UPDATED_AT, act.at())
                .where(ASSET.ID.eq(id.value()))
                .returning()
                .fetchSingle();
        audit.write(db, act, Change.of(id, event, before.toString(), value.toString(), act.why()));
        return AssetRows.asset(changed);
    }

    static AssetRecord locked(DSLContext db, AssetId id) {
        return db.selectFrom(ASSET)
                .where(ASSET.ID.eq(id.value()))
                .forNoKeyUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFoundException("asset", id));
    }
}
