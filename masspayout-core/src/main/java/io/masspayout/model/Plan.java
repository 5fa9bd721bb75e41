package io.masspayout.model;

import java.time.Instant;
import java.util.Objects;

/**
 * What planning fixed for good: all amounts in smallest units of the payment token.
 *
 * @param total the distribution's amount
 * @param payable the sum of all payments
 * @param retained what stays with the treasury; {@code payable + retained = total}, always
 * @param payableHolders how many holders are due a payment
 * @param skippedHolders how many are not
 * @param batches how many batch payouts the plan made
 * @param hash a fingerprint of who gets how much, the same for a preview and the plan that follows it
 * @param plannedAt when
 */
public record Plan(
        long total,
        long payable,
        long retained,
        long payableHolders,
        long skippedHolders,
        int batches,
        String hash,
        Instant plannedAt) {

    public Plan {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(plannedAt, "plannedAt");
        if (payable < 0 || retained < 0 || Math.addExact(payable, retained) != total) {
            throw new IllegalArgumentException("books do not balance: payable " + payable + " + retained " + retained
                    + " is not the total " + total);
        }
    }
}
