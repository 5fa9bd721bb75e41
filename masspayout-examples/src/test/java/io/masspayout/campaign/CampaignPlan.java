package io.masspayout.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What a campaign does. Everything follows from the seed, strand by strand; only what the processes are doing when it befalls them
 * does not.
 *
 * @param ledger on which it is played
 * @param seed of everything random
 * @param strikes how often a worker is killed or frozen
 * @param restores how often the database forgets: it is restored, fails over to a replica that lags, or is cloned
 * @param distributions how many there are at least
 * @param sizes how many holders the assets have; small ones are paid more often
 */
record CampaignPlan(
        CampaignLedger ledger, long seed, int strikes, int restores, int distributions, List<Integer> sizes) {

    static final int WORKERS = 3;

    /** Of each kind one or two. */
    private static final int SHORT_RESTORES = 4;

    /** Small ones several times, as in life; the largest is what a worker cannot do between two kills. */
    private static final List<Integer> ALL_SIZES = List.of(
            3, 25, 26, 60, 60, 60, 150, 150, 150, 400, 400, 400, 400, 1_000, 1_000, 1_000, 2_500, 2_500, 6_000, 20_000);

    /** With nine recipients to a transfer they are as many batches. */
    private static final List<Integer> HEDERA_SIZES =
            List.of(3, 9, 10, 60, 60, 150, 150, 400, 400, 400, 1_000, 1_000, 2_000);

    private static final List<Integer> RESTORED_SIZES = List.of(3, 25, 60, 150, 400, 400, 1_000, 1_000, 2_500);

    private static final List<Integer> SMALL_SIZES = List.of(3, 25, 60, 150, 400, 600);

    CampaignPlan {
        sizes = List.copyOf(sizes);
    }

    static CampaignPlan longForm(CampaignLedger ledger, long seed, int strikes, int restores, int distributions) {
        List<Integer> sizes = ledger == CampaignLedger.HEDERA ? HEDERA_SIZES : ALL_SIZES;
        if (restores > strikes) {
            // What is paid between a backup and its restore is what counts, and that is little.
            sizes = RESTORED_SIZES;
        }
        return new CampaignPlan(ledger, seed, strikes, restores, distributions, sizes);
    }

    static CampaignPlan shortForm(CampaignLedger ledger, long seed) {
        // The Hedera network keeps the system's clock: nothing can be put forward there, and a reconcile takes its
        // time.
        int restores = ledger == CampaignLedger.HEDERA ? 0 : SHORT_RESTORES;
        return new CampaignPlan(ledger, seed, 8, restores, 6, SMALL_SIZES);
    }

    /** Fewer where the database forgets most of the time, as each restore starts them anew. */
    int workers() {
        return restores > strikes ? WORKERS - 1 : WORKERS;
    }

    /** The dice of one strand of the campaign. */
    Random dice(String strand) {
        return new Random(seed * 1_000_003 + strand.hashCode());
    }

    /** What happens to a worker next. */
    static Strike strike(Random dice) {
        int percent = dice.nextInt(100);
        Duration after = Duration.ofMillis(dice.nextInt(2_500));
        if (percent < 35) {
            return new Strike(Strike.Kind.KILL, "", after, Duration.ZERO);
        }
        String point = Strike.POINTS.get(dice.nextInt(Strike.POINTS.size()));
        if (percent < 75) {
            return new Strike(Strike.Kind.KILL_AT, point, after.dividedBy(3), Duration.ZERO);
        }
        Duration pastLease = CampaignTerms.LEASE.plusMillis(200 + dice.nextInt(2_500));
        return new Strike(Strike.Kind.FREEZE, "", after, pastLease);
    }

    /** The total of a distribution: some units for everybody, with a rest that has to be shared. */
    static long amount(Random dice, int holders) {
        return Math.addExact(Math.multiplyExact(holders, 1_000_000L), dice.nextInt(900_000_000));
    }
}
