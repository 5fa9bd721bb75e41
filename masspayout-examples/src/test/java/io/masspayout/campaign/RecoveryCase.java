package io.masspayout.campaign;

import java.time.Duration;
import java.util.List;

/**
 * A way to lose a worker, and how soon another one has to have brought to its end what was left behind.
 *
 * @param name for a person to read
 * @param point where the worker dies
 * @param holders of the distribution they are paying; many keep the other worker busy meanwhile
 * @param bytesLost whether whatever carries the left batches' bytes is lost from then on, so that only time can prove their ids dead
 */
record RecoveryCase(String name, String point, int holders, boolean bytesLost) {

    /** What the promise adds to the lease where the same bytes can be sent again, or the receipt be read. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /** So few that the first worker to come takes them all. */
    private static final int FEW = 250;

    private static final int MANY = 10_000;

    static final List<RecoveryCase> ALL = List.of(
            new RecoveryCase("id stored, no intent", "after store.allocate", FEW, false),
            new RecoveryCase("intent stored, not sent", "after store.intend", FEW, false),
            new RecoveryCase("sent, answer not recorded", "before store.settle", FEW, false),
            new RecoveryCase("sent, while the other worker is busy", "after ledger.submit", MANY, false),
            new RecoveryCase("intent stored, bytes never arrive", "before ledger.submit", FEW, true));

    /** Whether the other worker is paying the same distribution when the first one dies. */
    boolean otherIsBusy() {
        return holders == MANY;
    }

    /** From the kill. */
    Duration bound() {
        return bytesLost ? CampaignTerms.VALIDITY.plus(CampaignTerms.LEDGER_LAG) : CampaignTerms.LEASE.plus(GRACE);
    }
}
