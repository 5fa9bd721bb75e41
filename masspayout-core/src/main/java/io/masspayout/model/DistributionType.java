package io.masspayout.model;

/** What a distribution is to the holders. */
public enum DistributionType {
    /** A dividend on an equity. */
    DIVIDEND,
    /** A coupon on a bond. */
    COUPON,
    /** Any other payout to whoever held the asset at the record date. */
    SNAPSHOT
}
