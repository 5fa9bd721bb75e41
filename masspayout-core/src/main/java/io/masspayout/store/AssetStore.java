package io.masspayout.store;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import java.time.Instant;
import java.util.Optional;

/** Assets and their registers. */
public interface AssetStore {

    /**
     * Stores an asset, or refreshes what the ledger says of one that is there, by {@link ImportedAsset#over}; id, treasury, payment token,
     * flags and creation time of the stored one stay. One asset per token id.
     *
     * @throws io.masspayout.validation.InvalidRequestException when the host says another treasury, payment token or number of decimals
     *     than is stored; nothing is changed
     */
    Created<Asset> importAsset(ImportedAsset imported);

    /** As {@link #importAsset(ImportedAsset)}, of an asset of which the host said nothing. */
    default Created<Asset> importAsset(Asset candidate) {
        return importAsset(ImportedAsset.ofLedger(candidate));
    }

    Optional<Asset> asset(AssetId id);

    Optional<Asset> assetByToken(TokenId tokenId);

    /**
     * Renames an asset. The name stays when the asset is imported again.
     *
     * @throws NotFoundException when there is no such asset
     */
    Asset rename(AssetId id, String name, Act act);

    /**
     * Makes another account pay for an asset.
     *
     * @throws ConflictException when a distribution of the asset is PENDING or PROCESSING: its money is asked of the account it was declared
     *     with
     * @throws NotFoundException when there is no such asset
     */
    Asset changeTreasury(AssetId id, AccountId treasury, Act act);

    /**
     * Pays for an asset in another token.
     *
     * @throws ConflictException as {@link #changeTreasury}
     * @throws NotFoundException when there is no such asset
     */
    Asset changePaymentToken(AssetId id, PaymentCurrency currency, Act act);

    /**
     * Notes which account the ledger names as the token's own treasury. It is skipped by plans from now on, unless their terms say otherwise.
     *
     * @throws NotFoundException when there is no such asset
     */
    void noteTokenTreasury(AssetId id, AccountId account, Instant at);

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
