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
 */
public record PayoutTerms(
        PayoutType payoutType,
        AmountBasis basis,
        BigDecimal input,
        RemainderPolicy remainderPolicy,
        long minimumPayment,
        boolean createAccounts) {

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
}
