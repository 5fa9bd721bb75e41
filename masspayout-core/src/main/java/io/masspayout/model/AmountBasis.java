package io.masspayout.model;

/** How the caller said the amount. The planner turns it into the total once, at plan time, and both are stored. */
public enum AmountBasis {
    /** The total to share, in units of the payment token. */
    TOTAL("amount"),
    /** What each holder gets, in units of the payment token; only with {@link PayoutType#FIXED}. */
    PER_HOLDER("amountPerHolder"),
    /** What one whole unit of the asset gets (dividend per share); only with {@link PayoutType#PERCENTAGE}. */
    PER_UNIT("amountPerUnit"),
    /** A percentage, above 0 and up to 100, of the treasury's balance of the payment token at plan time. */
    TREASURY_PERCENTAGE("percentageOfTreasury"),
    /**
     * A percentage, above 0 and up to 100, of the deposit that sets an AUTOMATIC distribution going; what is made of it is a
     * {@link #TOTAL}, rounded down to a smallest unit.
     */
    DEPOSIT_PERCENTAGE("percentageOfDeposit");

    private final String field;

    AmountBasis(String field) {
        this.field = field;
    }

    /** Whether the number is a percentage, and so neither an amount nor above 100. */
    public boolean isPercentage() {
        return switch (this) {
            case TREASURY_PERCENTAGE, DEPOSIT_PERCENTAGE -> true;
            case TOTAL, PER_HOLDER, PER_UNIT -> false;
        };
    }

    /** Whether the number is paid out as it stands, in whole smallest units of the payment token. */
    public boolean isPaidAsGiven() {
        return switch (this) {
            case TOTAL, PER_HOLDER -> true;
            case PER_UNIT, TREASURY_PERCENTAGE, DEPOSIT_PERCENTAGE -> false;
        };
    }

    /** Whether the total is known only when a deposit has come. */
    public boolean isOfDeposit() {
        return switch (this) {
            case DEPOSIT_PERCENTAGE -> true;
            case TOTAL, PER_HOLDER, PER_UNIT, TREASURY_PERCENTAGE -> false;
        };
    }

    /** The field of a request in which a caller says it, as messages name it. */
    public String field() {
        return field;
    }
}
