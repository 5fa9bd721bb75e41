package io.masspayout.hedera.mirror;

/**
 * What ties an account to a token.
 *
 * @param tokenId as {@code 0.0.n}
 * @param balance in smallest units
 * @param automatic whether it came about by itself and so uses one of the account's slots
 * @param frozen whether the account can neither send nor receive it
 * @param kycMissing whether the token wants KYC which the account does not have (the mirror calls that REVOKED, also when it was
 *     never granted)
 */
public record TokenRelationship(String tokenId, long balance, boolean automatic, boolean frozen, boolean kycMissing) {

    private enum Freeze {
        NOT_APPLICABLE,
        FROZEN,
        UNFROZEN
    }

    private enum Kyc {
        NOT_APPLICABLE,
        GRANTED,
        REVOKED
    }

    static TokenRelationship read(Json token) {
        return new TokenRelationship(
                token.text("token_id"),
                token.number("balance"),
                token.flag("automatic_association"),
                token.read("freeze_status", Freeze::valueOf) == Freeze.FROZEN,
                token.read("kyc_status", Kyc::valueOf) == Kyc.REVOKED);
    }
}
