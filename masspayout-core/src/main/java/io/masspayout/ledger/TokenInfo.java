package io.masspayout.ledger;

import io.masspayout.model.AccountId;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a token.
 *
 * @param totalSupply in smallest units
 * @param treasury the token's own treasury account
 * @param paused whether transfers are stopped
 * @param arrivesInFull whether recipients get exactly what was sent: {@code false} for a token with custom fees that are taken
 *     from what arrives; such a token cannot be paid with
 * @param paymentCurrency what the token's life-cycle contract pays with, where it has one
 * @param evmAddress where the ledger has one
 */
public record TokenInfo(
        TokenId id,
        String name,
        String symbol,
        int decimals,
        long totalSupply,
        AccountId treasury,
        boolean paused,
        boolean arrivesInFull,
        @Nullable PaymentCurrency paymentCurrency,
        @Nullable String evmAddress) {

    public TokenInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(treasury, "treasury");
    }
}
