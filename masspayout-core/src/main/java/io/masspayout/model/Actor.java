package io.masspayout.model;

/** Who must act before a failed payment can succeed. */
public enum Actor {
    /** Nobody: trying again later is enough, and the library does it. */
    NOBODY,
    /** The person who is to be paid. */
    RECIPIENT,
    /** Whoever funds the treasury. */
    TREASURY,
    /** Whoever operates the payout: keys, configuration, the token's administration. */
    OPERATOR
}
