package io.masspayout.store;

import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.TokenId;
import java.util.Optional;

/** Assets and their registers. */
public interface AssetStore {

    /**
     * Stores an asset, or refreshes what the ledger says of one that is there (name, symbol, supply, decimals, addresses); id,
     * treasury, payment token, flags and creation time of the stored one stay. One asset per token id.
     */
    Created<Asset> importAsset(Asset candidate);

    Optional<Asset> asset(AssetId id);

    Optional<Asset> assetByToken(TokenId tokenId);

    /**
     * Renames an asset.
     *
     * @throws NotFoundException when there is no such asset
     */
    Asset rename(AssetId id, String name, Act act);

    /**
     * Stops or allows payments of an asset. A paused asset gets no new intents and no re-sends; what was sent is resolved.
     *
     * @throws NotFoundException when there is no such asset
     */
    Asset setPaused(AssetId id, boolean paused, Act act);

    /**
     * Takes an asset into scheduled syncs, or out of them.
     *
     * @throws NotFoundException when there is no such asset
     */
    Asset setSyncEnabled(AssetId id, boolean enabled, Act act);

    /**
     * Adds rows to a staging attempt; each call is one database transaction. A store may forget rows after a day, as their process
     * must have died.
     */
    void stage(StagingId stagingId, Iterable<StagedHolder> rows);

    /**
     * Replaces the asset's register by what was staged, in one database transaction, and forgets the staged rows.
     *
     * @param rows how many were staged
     * @return how many holders the register has now
     * @throws DuplicateAccountException when two rows are one account; the register stays as it was
     * @throws ConflictException when the number of staged rows is not {@code rows}: some were lost; stage again
     * @throws NotFoundException when there is no such asset
     */
    long replaceRegister(AssetId id, StagingId stagingId, long rows, Act act);

    /** Forgets what was staged in an attempt. */
    void discardStaging(StagingId stagingId);
}
