package io.masspayout.testing;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.SyncStatus;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.DuplicateAccountException;
import io.masspayout.store.ImportedAsset;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Assets, their registers, and rows on their way in. */
final class Registers {

    private final Tables tables;

    Registers(Tables tables) {
        this.tables = tables;
    }

    Created<Asset> importAsset(ImportedAsset imported) {
        Asset candidate = imported.asset();
        Optional<Asset> stored = tables.assets.values().stream()
                .filter(asset -> asset.tokenId().equals(candidate.tokenId()))
                .findAny();
        if (stored.isEmpty()) {
            tables.assets.put(candidate.id(), candidate);
            return new Created<>(candidate, true);
        }
        Asset kept = stored.get();
        Asset refreshed = imported.over(kept, tables.renamed.contains(kept.id()));
        tables.assets.put(kept.id(), refreshed);
        return new Created<>(refreshed, false);
    }

    Asset rename(AssetId id, String name, Act act) {
        Asset asset = tables.asset(id);
        tables.audit(Tables.ASSET, id, "renamed", asset.name(), name, act);
        tables.renamed.add(id);
        return store(asset, name, asset.paused(), asset.syncEnabled(), asset.lastSyncedAt(), asset.syncStatus());
    }

    Asset changeTreasury(AssetId id, AccountId treasury, Act act) {
        Asset asset = tables.asset(id);
        requireNothingUnfinished(asset);
        tables.audit(Tables.ASSET, id, "treasury changed", asset.treasury(), treasury, act);
        return store(asset, treasury, asset.tokenTreasury(), currency(asset), asset.registerImported());
    }

    Asset changePaymentToken(AssetId id, PaymentCurrency currency, Act act) {
        Asset asset = tables.asset(id);
        requireNothingUnfinished(asset);
        tables.audit(Tables.ASSET, id, "payment token changed", currency(asset), currency, act);
        return store(asset, asset.treasury(), asset.tokenTreasury(), currency, asset.registerImported());
    }

    void noteTokenTreasury(AssetId id, AccountId account) {
        Asset asset = tables.asset(id);
        store(asset, asset.treasury(), account, currency(asset), asset.registerImported());
    }

    private void requireNothingUnfinished(Asset asset) {
        for (DistributionRow row : tables.distributions.values()) {
            if (row.status().isUnfinished() && row.declared().assetId().equals(asset.id())) {
                throw new ConflictException("distribution " + row.id() + " of asset " + asset.id() + " is "
                        + row.status() + " and pays as it was declared; finish or cancel it first");
            }
        }
    }

    private static @Nullable PaymentCurrency currency(Asset asset) {
        return asset.paymentToken() == null || asset.paymentTokenDecimals() == null
                ? null
                : new PaymentCurrency(asset.paymentToken(), asset.paymentTokenDecimals());
    }

    private Asset store(
            Asset asset,
            AccountId treasury,
            @Nullable AccountId tokenTreasury,
            @Nullable PaymentCurrency currency,
            boolean registerImported) {
        Asset changed = new Asset(
                asset.id(),
                asset.tokenId(),
                asset.name(),
                asset.symbol(),
                asset.totalSupply(),
                asset.decimals(),
                treasury,
                tokenTreasury,
                currency == null ? null : currency.token(),
                currency == null ? null : currency.decimals(),
                asset.lifecycleContractId(),
                asset.evmAddress(),
                asset.paused(),
                asset.syncEnabled(),
                asset.lastSyncedAt(),
                asset.syncStatus(),
                asset.syncError(),
                registerImported,
                asset.createdAt(),
                tables.now());
        tables.assets.put(asset.id(), changed);
        return changed;
    }

    Asset setPaused(AssetId id, boolean paused, Act act) {
        Asset asset = tables.asset(id);
        tables.audit(Tables.ASSET, id, paused ? "paused" : "unpaused", asset.paused(), paused, act);
        return store(asset, asset.name(), paused, asset.syncEnabled(), asset.lastSyncedAt(), asset.syncStatus());
    }

    Asset setSyncEnabled(AssetId id, boolean enabled, Act act) {
        Asset asset = tables.asset(id);
        tables.audit(Tables.ASSET, id, enabled ? "sync enabled" : "sync disabled", asset.syncEnabled(), enabled, act);
        return store(asset, asset.name(), asset.paused(), enabled, asset.lastSyncedAt(), asset.syncStatus());
    }

    private Asset store(
            Asset asset,
            String name,
            boolean paused,
            boolean syncEnabled,
            @Nullable Instant lastSyncedAt,
            @Nullable SyncStatus syncStatus) {
        Asset changed = new Asset(
                asset.id(),
                asset.tokenId(),
                name,
                asset.symbol(),
                asset.totalSupply(),
                asset.decimals(),
                asset.treasury(),
                asset.tokenTreasury(),
                asset.paymentToken(),
                asset.paymentTokenDecimals(),
                asset.lifecycleContractId(),
                asset.evmAddress(),
                paused,
                syncEnabled,
                lastSyncedAt,
                syncStatus,
                asset.syncError(),
                asset.registerImported(),
                asset.createdAt(),
                tables.now());
        tables.assets.put(asset.id(), changed);
        return changed;
    }

    void stage(StagingId stagingId, Iterable<StagedHolder> rows) {
        NavigableMap<Long, StagedHolder> attempt = tables.staged.computeIfAbsent(stagingId, unused -> new TreeMap<>());
        for (StagedHolder row : rows) {
            attempt.put(row.line(), row);
        }
    }

    /** What was staged in an attempt, by line. */
    Collection<StagedHolder> staged(StagingId stagingId) {
        return tables.staged.getOrDefault(stagingId, new TreeMap<>()).values();
    }

    Collection<StagedHolder> register(AssetId id) {
        return tables.registers.getOrDefault(id, new TreeMap<>()).values();
    }

    long replaceRegister(AssetId id, StagingId stagingId, long rows, Act act) {
        Asset asset = tables.asset(id);
        Collection<StagedHolder> attempt = staged(stagingId);
        if (attempt.size() != rows) {
            throw new ConflictException("the register of asset " + id + " was to have " + rows + " rows but "
                    + attempt.size() + " are staged: some were lost; stage it again");
        }
        NavigableMap<AccountId, StagedHolder> register = byAccount(attempt);
        int before = register(id).size();
        tables.registers.put(id, register);
        discardStaging(stagingId);
        Asset synced = store(asset, asset.name(), asset.paused(), asset.syncEnabled(), act.at(), SyncStatus.SYNCED);
        store(synced, synced.treasury(), synced.tokenTreasury(), currency(synced), true);
        tables.audit(Tables.ASSET, id, "register replaced", before, register.size(), act);
        return register.size();
    }

    void discardStaging(StagingId stagingId) {
        tables.staged.remove(stagingId);
    }

    /**
     * The rows by account id.
     *
     * @throws DuplicateAccountException when two are one account
     */
    static NavigableMap<AccountId, StagedHolder> byAccount(Collection<StagedHolder> rows) {
        NavigableMap<AccountId, StagedHolder> sorted = new TreeMap<>();
        for (StagedHolder row : rows) {
            StagedHolder first = sorted.putIfAbsent(row.account(), row);
            if (first != null) {
                throw new DuplicateAccountException(
                        row.account(), first.line(), first.accountAsGiven(), row.line(), row.accountAsGiven());
            }
        }
        return sorted;
    }
}
