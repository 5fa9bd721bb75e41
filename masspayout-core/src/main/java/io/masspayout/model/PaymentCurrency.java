package io.masspayout.model;

import java.util.Objects;

/**
 * What is paid: a token (the ledger's native currency counts as one) and its decimals.
 *
 * @param token the token
 * @param decimals how many decimals its smallest units carry
 */
public record PaymentCurrency(TokenId token, int decimals) {

    public PaymentCurrency {
        Objects.requireNonNull(token, "token");
    }
}
