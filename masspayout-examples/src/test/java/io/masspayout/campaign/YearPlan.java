package io.masspayout.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * What happens in a simulated year, or in a month of one. Everything follows from the seed, strand by strand; only what the processes are
 * doing when it befalls them does not.
 *
 * @param from where the clock starts
 * @param to where it has to get
 * @param recurring how many recurring distributions there are
 * @param scheduled how many scheduled ones, those included that are moved or cancelled
 * @param automatic how many wait for deposits
 * @param deposits how often money comes in, whether anybody waits for it or not
 * @param kills how often at least a worker is killed
 * @param patiencePercent of a hundred steps of the clock, how many wait until nothing that is due is open
 */
record YearPlan(
        long seed,
        Instant from,
        Instant to,
        int recurring,
        int scheduled,
        int automatic,
        int deposits,
        int kills,
        int patiencePercent) {

    static final int WORKERS = 4;

    /** Starting takes a worker seconds of both processors: with less than this to live, workers do little but start, and the year stands still. */
    private static final int LONGEST_LIFE_MILLIS = 60_000;

    /** They differ in how many hold them. */
    static final List<Integer> HOLDERS_OF_ASSETS = List.of(3, 4, 5, 3, 4, 5);

    /** Around the steps that belong to time and deposits, and around those that belong to money. */
    private static final List<String> POINTS = List.of(
            "before store.takeTurn",
            "after store.takeTurn",
            "after store.dueScheduled",
            "after store.dueRecurring",
            "after events.events",
            "before store.handle",
            "after store.handle",
            "before store.commitPlan",
            "after store.commitPlan",
            "after store.reserve",
            "after store.intend",
            "before ledger.submit",
            "after ledger.submit",
            "before store.settle",
            "after store.settle",
            "before store.finish");

    /** The whole year 2027, with both changes of the clock in either zone. */
    static YearPlan longForm(long seed, int kills) {
        return new YearPlan(
                seed,
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2028-01-01T00:00:00Z"),
                50,
                500,
                50,
                200,
                kills,
                50);
    }

    /** March 2027, in which the clocks of New York and Madrid are put forward. */
    static YearPlan shortForm(long seed) {
        return new YearPlan(
                seed,
                Instant.parse("2027-03-01T00:00:00Z"),
                Instant.parse("2027-04-01T00:00:00Z"),
                10,
                50,
                12,
                25,
                8,
                10);
    }

    /** The dice of one strand. */
    Random dice(String strand) {
        return new Random(seed * 1_000_003 + strand.hashCode());
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /** What happens to a worker next. */
    static Strike strike(Random dice) {
        int percent = dice.nextInt(100);
        Duration after = Duration.ofMillis(dice.nextInt(LONGEST_LIFE_MILLIS));
        if (percent < 40) {
            return new Strike(Strike.Kind.KILL, "", after, Duration.ZERO);
        }
        if (percent < 90) {
            String point = POINTS.get(dice.nextInt(POINTS.size()));
            return new Strike(Strike.Kind.KILL_AT, point, after.dividedBy(2), Duration.ZERO);
        }
        Duration pastLease = CampaignTerms.LEASE.plusMillis(200 + dice.nextInt(1_500));
        return new Strike(Strike.Kind.FREEZE, "", after, pastLease);
    }
}
