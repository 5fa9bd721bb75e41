package io.masspayout.model;

/** How the caller said the amount. The planner turns it into the total once, at plan time, and both are stored. */
public enum AmountBasis {
    /** The total to share, in units of the payment token. */
    TOTAL,
    /** What each holder gets, in units of the payment token; only with {@link PayoutType#FIXED}. */
    PER_HOLDER,
    /** What one whole unit of the asset gets (dividend per share); only with {@link PayoutType#PERCENTAGE}. */
    PER_UNIT,
    /** A percentage, above 0 and up to 100, of the treasury's balance of the payment token at plan time. */
    TREASURY_PERCENTAGE
}
