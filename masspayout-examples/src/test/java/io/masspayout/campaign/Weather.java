package io.masspayout.campaign;

import io.masspayout.ledger.LedgerLimits;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.LedgerFault;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What befalls messages between workers and ledger. In fair weather they only take their time; in foul weather connections break before or
 * after the ledger has acted, answers come too late, and the ledger itself does whatever its promises allow.
 */
final class Weather {

    private static final int HUNDRED = 100;
    private static final long FASTEST_MILLIS = 10;
    private static final long SLOWEST_MILLIS = 250;

    /** Some arrive when their validity is over. */
    private static final Duration LONGEST_DELAY = CampaignTerms.VALIDITY.plusSeconds(5);

    private final SimulatedNetwork network;
    private final AtomicLong broken = new AtomicLong();
    private FaultPlan faults = FaultPlan.of();
    private SimulatedLedger ledger;
    private Random random = new Random(0);
    private int percent;
    private Duration mirrorLag = Duration.ZERO;
    private long struckBefore;

    /** How one message fares. */
    enum Way {
        CLEAR,
        REQUEST_LOST,
        ANSWER_LOST,
        ANSWER_LATE
    }

    Weather(SimulatedNetwork network) {
        this.network = network;
        this.ledger = client(faults, true);
    }

    private SimulatedLedger client(FaultPlan plan, boolean namesCulprits) {
        SimulatedLedger.Builder builder = SimulatedLedger.on(network)
                .holdersPerBatch(CampaignTerms.LIMITS.holdersPerBatch())
                .validity(CampaignTerms.VALIDITY)
                .maxInFlight(LedgerLimits.MAX_IN_FLIGHT)
                .mirrorLag(mirrorLag)
                .faults(plan);
        return (namesCulprits ? builder : builder.hidingCulprits()).build();
    }

    synchronized void fair() {
        change(FaultPlan.of(), 0, 0);
    }

    /**
     * Foul weather.
     *
     * @param struckPercent how many of a hundred messages suffer
     * @param sly who refuses payments without having said so; whoever is paid with them is found by halving
     */
    synchronized void foul(int struckPercent, long seed, AccountId sly) {
        FaultPlan plan = FaultPlan.random(seed, struckPercent, LONGEST_DELAY);
        change(plan.onPaymentTo(sly, LedgerFault.refusedBy(sly)), struckPercent, seed);
    }

    private void change(FaultPlan plan, int struckPercent, long seed) {
        struckBefore += faults.struck();
        faults = plan;
        percent = struckPercent;
        random = new Random(seed);
        ledger = client(plan, seed % 2 == 0);
    }

    /** By how much the ledger's records are behind from now on, in fair weather and in foul. */
    synchronized void mirrorLag(Duration lag) {
        mirrorLag = lag;
        ledger = client(faults, true);
    }

    /** Every request that carries this batch is lost, until the weather changes. */
    synchronized void lose(BatchId batch) {
        faults.onBatch(batch, LedgerFault.LOSE_REQUEST);
    }

    synchronized SimulatedLedger ledger() {
        return ledger;
    }

    synchronized Way next() {
        if (random.nextInt(HUNDRED) >= percent) {
            return Way.CLEAR;
        }
        broken.incrementAndGet();
        Way[] ways = Way.values();
        return ways[1 + random.nextInt(ways.length - 1)];
    }

    /** Half the way between worker and ledger. */
    static void travel() {
        pass(ThreadLocalRandom.current().nextLong(FASTEST_MILLIS, SLOWEST_MILLIS));
    }

    /** Longer than a worker listens. */
    static void dawdle() {
        pass(CampaignTerms.ANSWER.toMillis() + SLOWEST_MILLIS);
    }

    private static void pass(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** How many messages suffered so far. */
    synchronized long struck() {
        return struckBefore + faults.struck() + broken.get();
    }
}
