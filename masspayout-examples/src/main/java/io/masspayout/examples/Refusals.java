package io.masspayout.examples;

import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.LedgerFault;
import io.masspayout.testing.SimulatedAccount;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes some accounts refuse, and mends it. Most lack what a look at the ledger shows before anything is sent (association, a lifted
 * freeze, an identity check); a few look well and refuse when it comes to it, which fails the whole transaction they are in.
 */
final class Refusals {

    private static final int HUNDRED = 100;

    /** Coprime with a hundred, so that those who refuse are spread over the register. */
    private static final int SPREAD = 37;

    /** For each of them the engine takes a batch apart, half by half; ten show it well enough. */
    private static final int MAX_SURPRISES = 10;

    private static final int CAUSES = 4;

    private final String token;
    private final FaultPlan surprises;
    private final int percent;
    private final List<SimulatedAccount> refusing = new ArrayList<>();
    private long considered;
    private int surprising;

    Refusals(String token, FaultPlan surprises, int percent) {
        this.token = token;
        this.surprises = surprises;
        this.percent = percent;
    }

    /** Makes this account one that refuses, if its turn has come. */
    void consider(SimulatedAccount account) {
        if (++considered * SPREAD % HUNDRED >= percent) {
            return;
        }
        refusing.add(account);
        int cause = refusing.size() % CAUSES;
        if (cause == 0 && surprising < MAX_SURPRISES) {
            surprising++;
            surprises.onPaymentTo(account.id(), LedgerFault.refusedBy(account.id()));
        } else if (cause == 1) {
            account.frozenFor(token);
        } else if (cause == 2) {
            account.withoutKycFor(token);
        } else {
            account.dissociatedFrom(token);
        }
    }

    /** How many refuse. */
    int count() {
        return refusing.size();
    }

    /** How many of them do so only when it comes to it. */
    int surprising() {
        return surprising;
    }

    /** Mends every cause. */
    void mend() {
        for (SimulatedAccount account : refusing) {
            account.associatedWith(token).unfrozenFor(token).withKycFor(token);
        }
        surprises.heal();
    }
}
