package io.masspayout.model;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * How a distribution's money is to be shared, as the caller said it.
 *
 * @param payoutType equal shares or in proportion
 * @param basis what the input speaks of
 * @param input the amount, rate or percentage as given: a decimal in units of the payment token, or percent for
 *     {@link AmountBasis#TREASURY_PERCENTAGE}
 * @param remainderPolicy what happens to units that do not divide evenly
 * @param minimumPayment in smallest units of the payment token; a smaller share is skipped and retained; 0 for none
 * @param createAccounts whether an address that is no account yet may be paid, which creates the account at the payer's cost
 * @param payTokenTreasury whether the token's own treasury takes part with what is not issued; otherwise it is skipped
 * @param refuseUnknownAccounts whether a holder whose address is no account stops the plan; otherwise that holder is skipped
 */
public record PayoutTerms(
        PayoutType payoutType,
        AmountBasis basis,
        BigDecimal input,
        RemainderPolicy remainderPolicy,
        long minimumPayment,
        boolean createAccounts,
        boolean payTokenTreasury,
        boolean refuseUnknownAccounts) {

    /** Terms by which the token's own treasury and unknown accounts are skipped. */
    public PayoutTerms(
            PayoutType payoutType,
            AmountBasis basis,
            BigDecimal input,
            RemainderPolicy remainderPolicy,
            long minimumPayment,
            boolean createAccounts) {
        this(payoutType, basis, input, remainderPolicy, minimumPayment, createAccounts, false, false);
    }

    public PayoutTerms {
        Objects.requireNonNull(payoutType, "payoutType");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(remainderPolicy, "remainderPolicy");
        if (input.signum() < 0) {
            throw new IllegalArgumentException("input must not be negative but is " + input.toPlainString());
        }
        if (minimumPayment < 0) {
            throw new IllegalArgumentException("minimumPayment must not be negative but is " + minimumPayment);
        }
    }

    /** The same with an amount that is known now. */
    public PayoutTerms withTotal(BigDecimal total) {
        return new PayoutTerms(
                payoutType,
                AmountBasis.TOTAL,
                total,
                remainderPolicy,
                minimumPayment,
                createAccounts,
                payTokenTreasury,
                refuseUnknownAccounts);
    }
}
