package io.masspayout.store;

import io.masspayout.model.Asset;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.validation.Faults;
import org.jspecify.annotations.Nullable;

/**
 * An asset as an import has it: what the host said and what the ledger says. Over an asset that is stored already it refreshes what the
 * ledger says, and changes nothing by which money is shared or paid.
 *
 * @param asset stored as it is when there is none of its token
 * @param treasurySaid whether the host named the account that pays; otherwise the stored one stays
 * @param paymentTokenSaid whether the host named what is paid; otherwise the stored one stays
 * @param fromLedger whether the ledger was asked; otherwise decimals are the host's word, which must not change
 */
public record ImportedAsset(Asset asset, boolean treasurySaid, boolean paymentTokenSaid, boolean fromLedger) {

    /** What the ledger says of an asset of which the host said nothing. */
    public static ImportedAsset ofLedger(Asset asset) {
        return new ImportedAsset(asset, false, false, true);
    }

    /**
     * What is to be stored in place of an asset of the same token. A name that a person gave stays, and so do a contract and addresses
     * that this import does not know. A payment token is taken over when none was known.
     *
     * @param renamed whether a person has renamed the stored one
     * @throws io.masspayout.validation.InvalidRequestException when the host says another treasury, payment token or number of decimals
     *     than is stored
     */
    public Asset over(Asset stored, boolean renamed) {
        boolean currencyKnown = stored.paymentToken() != null;
        requireTheSame(stored);
        return new Asset(
                stored.id(),
                stored.tokenId(),
                renamed ? stored.name() : asset.name(),
                asset.symbol(),
                asset.totalSupply(),
                fromLedger ? asset.decimals() : stored.decimals(),
                stored.treasury(),
                known(asset.tokenTreasury(), stored.tokenTreasury()),
                currencyKnown ? stored.paymentToken() : asset.paymentToken(),
                currencyKnown ? stored.paymentTokenDecimals() : asset.paymentTokenDecimals(),
                known(asset.lifecycleContractId(), stored.lifecycleContractId()),
                known(asset.evmAddress(), stored.evmAddress()),
                stored.paused(),
                stored.syncEnabled(),
                stored.lastSyncedAt(),
                stored.syncStatus(),
                stored.syncError(),
                stored.registerImported(),
                stored.createdAt(),
                asset.updatedAt());
    }

    private void requireTheSame(Asset stored) {
        Faults faults = Faults.of("asset import");
        faults.check(
                !treasurySaid || asset.treasury().equals(stored.treasury()),
                "treasury",
                asset.treasury(),
                "the asset is paid from " + stored.treasury()
                        + "; an import does not change that, changeTreasury does");
        PaymentCurrency paid = currency(stored);
        faults.check(
                !paymentTokenSaid || paid == null || paid.equals(currency(asset)),
                "paymentToken",
                inWords(currency(asset)),
                "the asset is paid in " + inWords(paid) + "; an import does not change that, changePaymentToken does");
        faults.check(
                fromLedger || asset.decimals() == stored.decimals(),
                "decimals",
                asset.decimals(),
                "the asset was described with " + stored.decimals()
                        + " decimals, by which amounts per unit are paid; they do not change");
        faults.throwIfAny();
    }

    private static @Nullable PaymentCurrency currency(Asset of) {
        return of.paymentToken() == null || of.paymentTokenDecimals() == null
                ? null
                : new PaymentCurrency(of.paymentToken(), of.paymentTokenDecimals());
    }

    private static String inWords(@Nullable PaymentCurrency currency) {
        return currency == null ? "nothing" : currency.token() + " with " + currency.decimals() + " decimals";
    }

    private static <T> @Nullable T known(@Nullable T now, @Nullable T before) {
        return now != null ? now : before;
    }
}
