package io.masspayout.hedera.transaction;

import io.masspayout.model.TokenId;
import org.jspecify.annotations.Nullable;

/** HBAR, which is no token on Hedera, and counts as one here. */
public final class NativeCurrency {

    /** What {@code PaymentCurrency} and {@code Treasury} call HBAR. */
    public static final TokenId HBAR = TokenId.of("HBAR");

    /** One HBAR is 100,000,000 tinybars. */
    public static final int DECIMALS = 8;

    /** All there is, in tinybars: fifty billion HBAR. */
    public static final long TOTAL_SUPPLY = 5_000_000_000_000_000_000L;

    private NativeCurrency() {}

    /** The token that has to be asked for, or {@code null} for HBAR, of which there is nothing to ask: nobody is frozen for it. */
    public static @Nullable TokenId tokenOf(TokenId currency) {
        return currency.equals(HBAR) ? null : currency;
    }
}
