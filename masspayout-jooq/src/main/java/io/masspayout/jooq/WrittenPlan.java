package io.masspayout.jooq;

import io.masspayout.money.Units;
import io.masspayout.store.Eligibility;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.UnbalancedBooksException;
import java.math.BigDecimal;

/**
 * What the database says it has written of a plan. Amounts in units of the payment token.
 *
 * @param eligibility of the rows that the plan was made of
 * @param payable what the shares of payable holders sum to
 * @param holdersDue what the amounts of the holder rows sum to
 * @param batchesDue what the amounts of the batch rows sum to
 * @param batchedHolders what the sizes of the batch rows sum to
 */
record WrittenPlan(
        Eligibility eligibility,
        BigDecimal payable,
        long payableHolders,
        long skippedHolders,
        String hash,
        BigDecimal holdersDue,
        long holders,
        BigDecimal batchesDue,
        long batchedHolders,
        int batches) {

    void requireBalance(PlanOrder order, int decimals) {
        require(holders, eligibility.listed(), "holder rows and rows of the source");
        require(
                payableHolders + skippedHolders,
                eligibility.listed(),
                "payable and skipped holders and rows of the source");
        require(batchedHolders, payableHolders, "holders in batches and payable holders");
        require(batches, (payableHolders + order.holdersPerBatch() - 1) / order.holdersPerBatch(), "batches");
        if (holdersDue.compareTo(payable) != 0 || batchesDue.compareTo(payable) != 0) {
            throw new UnbalancedBooksException("holders are due " + holdersDue.toPlainString() + ", batches "
                    + batchesDue.toPlainString() + ", and the plan pays " + payable.toPlainString());
        }
        if (payable.compareTo(Units.toDecimal(order.total(), decimals)) > 0) {
            throw new UnbalancedBooksException(
                    "the plan pays " + payable.toPlainString() + " of " + Units.format(order.total(), decimals));
        }
    }

    private static void require(long found, long expected, String what) {
        if (found != expected) {
            throw new UnbalancedBooksException(what + ": " + found + " instead of " + expected);
        }
    }
}
