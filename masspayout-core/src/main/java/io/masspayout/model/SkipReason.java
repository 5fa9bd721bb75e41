package io.masspayout.model;

/** Why a holder is not to be paid in a distribution. */
public enum SkipReason {
    /** The treasury does not pay itself, and the token's own treasury holds what is not issued. */
    TREASURY,
    /** The caller excluded the account. */
    EXCLUDED,
    /** The holder holds nothing. */
    ZERO_BALANCE,
    /** The address belongs to no account yet, and the caller does not allow creating accounts. */
    NO_ACCOUNT,
    /** The share rounds to zero smallest units; zero is never sent. */
    ZERO_SHARE,
    /** The share is below the minimum payment; the treasury keeps it. */
    BELOW_MINIMUM
}
