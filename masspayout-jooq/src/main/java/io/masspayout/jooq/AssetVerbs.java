package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.AssetRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.ImportedAsset;
import io.masspayout.store.NotFoundException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Assets as such; their registers are {@link RegisterVerbs}. */
final class AssetVerbs {

    private final Transactions transactions;
    private final Audit audit;

    AssetVerbs(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    Created<Asset> importAsset(ImportedAsset imported) {
        AssetRecord row = AssetRows.row(imported.asset());
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
                    : new Created<>(refresh(db, imported), false);
        });
    }

    private static Asset refresh(DSLContext db, ImportedAsset imported) {
        AssetRecord stored = db.selectFrom(ASSET)
                .where(ASSET.TOKEN_ID.eq(imported.asset().tokenId().value()))
                .forNoKeyUpdate()
                .fetchOptional()
                .orElseThrow(() -> new Transactions.Moved("the asset that was in the way is gone"));
        if (stored.getTreasuryAccountId() == null) {
            // V1 knew no treasury.
            stored.setTreasuryAccountId(imported.asset().treasury().value());
        }
        Asset refreshed = imported.over(AssetRows.asset(stored), stored.getRenamed());
        AssetRecord row = AssetRows.row(refreshed);
        return AssetRows.asset(db.update(ASSET)
                .set(ASSET.NAME, row.getName())
                .set(ASSET.SYMBOL, row.getSymbol())
                .set(ASSET.TOTAL_SUPPLY, row.getTotalSupply())
                .set(ASSET.DECIMALS, row.getDecimals())
                .set(ASSET.LIFECYCLE_CONTRACT_ID, row.getLifecycleContractId())
                .set(ASSET.EVM_ADDRESS, row.getEvmAddress())
                .set(ASSET.TREASURY_ACCOUNT_ID, row.getTreasuryAccountId())
                .set(ASSET.TOKEN_TREASURY_ACCOUNT_ID, row.getTokenTreasuryAccountId())
                .set(ASSET.PAYMENT_TOKEN_ID, row.getPaymentTokenId())
                .set(ASSET.PAYMENT_TOKEN_DECIMALS, row.getPaymentTokenDecimals())
                .set(ASSET.UPDATED_AT, row.getUpdatedAt())
                .where(ASSET.ID.eq(stored.getId()))
                .returning()
                .fetchSingle());
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
            AssetRecord before = locked(db, id);
            AssetRecord renamed = db.update(ASSET)
                    .set(ASSET.NAME, name)
                    .set(ASSET.RENAMED, true)
                    .set(ASSET.UPDATED_AT, act.at())
                    .where(ASSET.ID.eq(id.value()))
                    .returning()
                    .fetchSingle();
            if (!before.getName().equals(name)) {
                audit.write(db, act, Change.of(id, "renamed", before.getName(), name, act.why()));
            }
            return AssetRows.asset(renamed);
        });
    }

    Asset changeTreasury(AssetId id, AccountId treasury, Act act) {
        return transactions.run(db -> {
            ExactTexts.of(db, "change of treasury")
                    .text("treasury", treasury.value())
                    .throwIfAny();
            AssetRecord before = locked(db, id);
            if (treasury.value().equals(before.getTreasuryAccountId())) {
                return AssetRows.asset(before);
            }
            requireNothingUnfinished(db, id);
            AssetRecord changed = db.update(ASSET)
                    .set(ASSET.TREASURY_ACCOUNT_ID, treasury.value())
                    .set(ASSET.UPDATED_AT, act.at())
                    .where(ASSET.ID.eq(id.value()))
                    .returning()
                    .fetchSingle();
            audit.write(
                    db,
                    act,
                    Change.of(id, "treasury changed", before.getTreasuryAccountId(), treasury.value(), act.why()));
            return AssetRows.asset(changed);
        });
    }

    Asset changePaymentToken(AssetId id, PaymentCurrency currency, Act act) {
        return transactions.run(db -> {
            ExactTexts.of(db, "change of payment token")
                    .text("paymentToken", currency.token().value())
                    .throwIfAny();
            AssetRecord before = locked(db, id);
            if (currency.token().value().equals(before.getPaymentTokenId())
                    && Objects.equals(currency.decimals(), before.getPaymentTokenDecimals())) {
                return AssetRows.asset(before);
            }
            requireNothingUnfinished(db, id);
            AssetRecord changed = db.update(ASSET)
                    .set(ASSET.PAYMENT_TOKEN_ID, currency.token().value())
                    .set(ASSET.PAYMENT_TOKEN_DECIMALS, currency.decimals())
                    .set(ASSET.UPDATED_AT, act.at())
                    .where(ASSET.ID.eq(id.value()))
                    .returning()
                    .fetchSingle();
            audit.write(
                    db,
                    act,
                    Change.of(
                            id,
                            "payment token changed",
                            before.getPaymentTokenId(),
                            currency.token().value(),
                            act.why()));
            return AssetRows.asset(changed);
        });
    }

    /** What is not final yet pays from the account, and in the token, that it was declared with. */
    private static void requireNothingUnfinished(DSLContext db, AssetId id) {
        db.select(DISTRIBUTION.ID, DISTRIBUTION.STATUS)
                .from(DISTRIBUTION)
                .where(DISTRIBUTION.ASSET_ID.eq(id.value()))
                .and(DISTRIBUTION.STATUS.in(DistributionStatus.PENDING.name(), DistributionStatus.PROCESSING.name()))
                .orderBy(DISTRIBUTION.CREATED_AT, DISTRIBUTION.ID)
                .limit(1)
                .fetchOptional()
                .ifPresent(unfinished -> {
                    throw new ConflictException("distribution " + unfinished.value1() + " of asset " + id + " is "
                            + unfinished.value2() + " and pays as it was declared; finish or cancel it first");
                });
    }

    void noteTokenTreasury(AssetId id, AccountId account, Instant at) {
        transactions.run(db -> {
            locked(db, id);
            return db.update(ASSET)
                    .set(ASSET.TOKEN_TREASURY_ACCOUNT_ID, account.value())
                    .set(ASSET.UPDATED_AT, at)
                    .where(ASSET.ID.eq(id.value()))
                    .and(ASSET.TOKEN_TREASURY_ACCOUNT_ID.isDistinctFrom(account.value()))
                    .execute();
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
