package io.masspayout.hedera.local.world;

/**
 * What an account has to do with a token.
 *
 * @param associated false after a dissociation: the row remains
 * @param automatic whether a transfer made the association
 * @param kyc whether KYC is granted; without meaning when the token has no KYC key
 * @param created consensus time of the association, in nanoseconds
 * @param changed consensus time of the last change of the balance, in nanoseconds
 */
public record Holding(
        long account,
        long balance,
        boolean associated,
        boolean automatic,
        boolean frozen,
        boolean kyc,
        long created,
        long changed) {

    /** A fresh association. */
    public static Holding of(long account, boolean automatic, boolean frozen, boolean kyc, long at) {
        return new Holding(account, 0, true, automatic, frozen, kyc, at, at);
    }

    public Holding withBalance(long newBalance, long at) {
        return new Holding(account, newBalance, associated, automatic, frozen, kyc, created, at);
    }

    public Holding withAssociated(boolean isAssociated) {
        return new Holding(account, balance, isAssociated, automatic, frozen, kyc, created, changed);
    }

    public Holding withFrozen(boolean isFrozen) {
        return new Holding(account, balance, associated, automatic, isFrozen, kyc, created, changed);
    }

    public Holding withKyc(boolean isGranted) {
        return new Holding(account, balance, associated, automatic, frozen, isGranted, created, changed);
    }
}
