package io.masspayout.hedera.mirror;

import java.time.Instant;

/**
 * A token as the mirror node knows it, now or at some time.
 *
 * @param tokenId as {@code 0.0.n}
 * @param fungible whether it has balances; an NFT has serial numbers instead
 * @param totalSupply in smallest units
 * @param treasury the token's own treasury account, as {@code 0.0.n}
 * @param paused whether all transfers are stopped
 * @param freezeDefault whether an account that associates starts frozen
 * @param hasFreezeKey whether accounts can be frozen
 * @param hasKycKey whether accounts need KYC before they receive
 * @param arrivesInFull whether recipients get exactly what was sent: not so with a fractional fee that is taken from what arrives
 *     ({@code net_of_transfers} false, HIP-18); a fixed fee is paid by the sender
 * @param createdAt consensus time
 */
public record MirrorToken(
        String tokenId,
        String name,
        String symbol,
        boolean fungible,
        int decimals,
        long totalSupply,
        String treasury,
        boolean deleted,
        boolean paused,
        boolean freezeDefault,
        boolean hasFreezeKey,
        boolean hasKycKey,
        boolean arrivesInFull,
        Instant createdAt) {

    static MirrorToken read(Json token) {
        boolean arrivesInFull =
                token
                        .object("custom_fees")
                        .optionalList("fractional_fees", fee -> fee.flag("net_of_transfers"))
                        .stream()
                        .allMatch(paidBySender -> paidBySender);
        return new MirrorToken(
                token.text("token_id"),
                token.text("name"),
                token.text("symbol"),
                token.text("type").equals("FUNGIBLE_COMMON"),
                token.smallNumber("decimals"),
                token.number("total_supply"),
                token.text("treasury_account_id"),
                token.optionalFlag("deleted").orElse(false),
                token.text("pause_status").equals("PAUSED"),
                token.flag("freeze_default"),
                token.has("freeze_key"),
                token.has("kyc_key"),
                arrivesInFull,
                token.time("created_timestamp"));
    }
}
