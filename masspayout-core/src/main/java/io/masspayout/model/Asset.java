package io.masspayout.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token whose holders are paid.
 *
 * @param id the library's id
 * @param tokenId the ledger's id; unique
 * @param totalSupply in the asset's smallest units
 * @param decimals decimals of the asset itself, which scale its balances
 * @param treasury the account that pays
 * @param tokenTreasury the account that the ledger names as the token's own treasury, which holds what is not issued; {@code null} until the
 *     ledger was asked
 * @param paymentToken what is paid; {@code null} until known, then a distribution request has to name it
 * @param paymentTokenDecimals decimals of the payment token; {@code null} exactly when the payment token is
 * @param lifecycleContractId the contract that pays for this asset, where there is one
 * @param evmAddress the asset's EVM address, where the ledger has one
 * @param paused whether the host has stopped all payments of this asset
 * @param syncEnabled whether scheduled syncs include this asset
 * @param lastSyncedAt when the register was last replaced as a whole
 * @param syncStatus {@code null} until a register was imported or synced for the first time
 * @param syncError why the last sync failed; {@code null} when it did not
 * @param registerImported whether the register is one that the host brought, and not the ledger's
 */
public record Asset(
        AssetId id,
        TokenId tokenId,
        String name,
        String symbol,
        long totalSupply,
        int decimals,
        AccountId treasury,
        @Nullable AccountId tokenTreasury,
        @Nullable TokenId paymentToken,
        @Nullable Integer paymentTokenDecimals,
        @Nullable String lifecycleContractId,
        @Nullable String evmAddress,
        boolean paused,
        boolean syncEnabled,
        @Nullable Instant lastSyncedAt,
        @Nullable SyncStatus syncStatus,
        @Nullable String syncError,
        boolean registerImported,
        Instant createdAt,
        Instant updatedAt) {

    /** An asset of which the token's own treasury is not known, without a register. */
    public Asset(
            AssetId id,
            TokenId tokenId,
            String name,
            String symbol,
            long totalSupply,
            int decimals,
            AccountId treasury,
            @Nullable TokenId paymentToken,
            @Nullable Integer paymentTokenDecimals,
            @Nullable String lifecycleContractId,
            @Nullable String evmAddress,
            boolean paused,
            boolean syncEnabled,
            @Nullable Instant lastSyncedAt,
            @Nullable SyncStatus syncStatus,
            @Nullable String syncError,
            Instant createdAt,
            Instant updatedAt) {
        this(
                id,
                tokenId,
                name,
                symbol,
                totalSupply,
                decimals,
                treasury,
                null,
                paymentToken,
                paymentTokenDecimals,
                lifecycleContractId,
                evmAddress,
                paused,
                syncEnabled,
                lastSyncedAt,
                syncStatus,
                syncError,
                false,
                createdAt,
                updatedAt);
    }

    public Asset {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(treasury, "treasury");
        if (totalSupply < 0) {
            throw new IllegalArgumentException("totalSupply must not be negative but is " + totalSupply);
        }
        if ((paymentToken == null) != (paymentTokenDecimals == null)) {
            throw new IllegalArgumentException(
                    "paymentToken and paymentTokenDecimals are known together or not at all");
        }
    }
}
