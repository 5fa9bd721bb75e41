package io.masspayout;

import org.jspecify.annotations.Nullable;

/**
 * What a host says of an asset it imports. What is left out is asked of the ledger, if the gateway can be asked. Immutable; each method
 * returns a changed copy.
 *
 * @param tokenId the asset's token id as the ledger writes it; required
 * @param treasury the account that pays; the token's own treasury when not given
 * @param paymentToken what is paid; what the asset's life-cycle contract pays with when not given, else each distribution names it
 * @param paymentTokenDecimals its decimals; asked of the ledger when not given
 * @param totalSupply in the asset's smallest units
 */
public record AssetImport(
        String tokenId,
        @Nullable String treasury,
        @Nullable String paymentToken,
        @Nullable Integer paymentTokenDecimals,
        @Nullable String lifecycleContractId,
        @Nullable String name,
        @Nullable String symbol,
        @Nullable Integer decimals,
        @Nullable Long totalSupply) {

    /** An asset of which the ledger knows everything else. */
    public static AssetImport of(String tokenId) {
        return new AssetImport(tokenId, null, null, null, null, null, null, null, null);
    }

    public AssetImport paidFrom(String treasuryAccount) {
        return new AssetImport(
                tokenId,
                treasuryAccount,
                paymentToken,
                paymentTokenDecimals,
                lifecycleContractId,
                name,
                symbol,
                decimals,
                totalSupply);
    }

    public AssetImport paidIn(String token) {
        return new AssetImport(
                tokenId,
                treasury,
                token,
                paymentTokenDecimals,
                lifecycleContractId,
                name,
                symbol,
                decimals,
                totalSupply);
    }

    /** What is paid, for a gateway that cannot be asked for the decimals. */
    public AssetImport paidIn(String token, int tokenDecimals) {
        return new AssetImport(
                tokenId, treasury, token, tokenDecimals, lifecycleContractId, name, symbol, decimals, totalSupply);
    }

    public AssetImport lifecycleContract(String contractId) {
        return new AssetImport(
                tokenId, treasury, paymentToken, paymentTokenDecimals, contractId, name, symbol, decimals, totalSupply);
    }

    /** Describes the asset by hand, for a gateway that cannot be asked. */
    public AssetImport described(String assetName, String assetSymbol, int assetDecimals, long supply) {
        return new AssetImport(
                tokenId,
                treasury,
                paymentToken,
                paymentTokenDecimals,
                lifecycleContractId,
                assetName,
                assetSymbol,
                assetDecimals,
                supply);
    }
}
