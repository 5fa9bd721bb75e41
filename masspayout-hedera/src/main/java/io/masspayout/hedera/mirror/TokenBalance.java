package io.masspayout.hedera.mirror;

/**
 * What an account holds of a token.
 *
 * @param account as {@code 0.0.n}
 * @param balance in smallest units
 */
public record TokenBalance(String account, long balance) {

    static TokenBalance read(Json line) {
        return new TokenBalance(line.text("account"), line.number("balance"));
    }
}
