package io.masspayout.jooq;

import io.masspayout.bulkhead.Breakage;
import io.masspayout.jooq.schema.tables.records.AssetRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.SyncStatus;
import io.masspayout.model.TokenId;
import io.masspayout.store.UnreadableRowException;
import org.jspecify.annotations.Nullable;

/** Between an asset and its row. */
final class AssetRows {

    /** Stands for what a row of the schema's first version does not say, until its asset is imported again. */
    static final String UNKNOWN = "unknown";

    private AssetRows() {}

    /** As the library sees it; throws {@link UnreadableRowException} where this process does not understand what is written there. */
    static Asset asset(AssetRecord row) {
        try {
            return understood(row);
        } catch (RuntimeException e) {
            throw new UnreadableRowException("asset", row.getId(), Breakage.reason(e), e);
        }
    }

    private static Asset understood(AssetRecord row) {
        Integer paymentDecimals = row.getPaymentTokenDecimals();
        String paymentToken = row.getPaymentTokenId();
        String treasury = row.getTreasuryAccountId();
        String tokenTreasury = row.getTokenTreasuryAccountId();
        // V1 had the token without its decimals: that is not enough to pay with.
        boolean payable = paymentDecimals != null && paymentToken != null;
        return new Asset(
                new AssetId(row.getId()),
                TokenId.of(row.getTokenId()),
                row.getName(),
                row.getSymbol(),
                row.getTotalSupply(),
                row.getDecimals(),
                AccountId.of(treasury == null ? UNKNOWN : treasury),
                tokenTreasury == null ? null : AccountId.of(tokenTreasury),
                payable ? TokenId.of(paymentToken) : null,
                payable ? paymentDecimals : null,
                row.getLifecycleContractId(),
                row.getEvmAddress(),
                row.getPaused(),
                row.getSyncEnabled(),
                row.getLastSyncedAt(),
                syncStatus(row.getSyncStatus()),
                row.getSyncError(),
                row.getLastSyncedAt() != null && row.getRegisterSnapshot() == null,
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    static AssetRecord row(Asset asset) {
        AssetRecord row = new AssetRecord();
        row.setId(asset.id().value());
        row.setTokenId(asset.tokenId().value());
        row.setName(asset.name());
        row.setSymbol(asset.symbol());
        row.setTotalSupply(asset.totalSupply());
        row.setDecimals(asset.decimals());
        row.setTreasuryAccountId(asset.treasury().value());
        AccountId tokenTreasury = asset.tokenTreasury();
        row.setTokenTreasuryAccountId(tokenTreasury == null ? null : tokenTreasury.value());
        TokenId paymentToken = asset.paymentToken();
        row.setPaymentTokenId(paymentToken == null ? null : paymentToken.value());
        row.setPaymentTokenDecimals(asset.paymentTokenDecimals());
        row.setLifecycleContractId(asset.lifecycleContractId());
        row.setEvmAddress(asset.evmAddress());
        row.setPaused(asset.paused());
        row.setSyncEnabled(asset.syncEnabled());
        row.setLastSyncedAt(asset.lastSyncedAt());
        SyncStatus syncStatus = asset.syncStatus();
        row.setSyncStatus(syncStatus == null ? null : syncStatus.name());
        row.setCreatedAt(asset.createdAt());
        row.setUpdatedAt(asset.updatedAt());
        return row;
    }

    private static @Nullable SyncStatus syncStatus(@Nullable String name) {
        return name == null ? null : SyncStatus.valueOf(name);
    }
}
