package io.masspayout.campaign;

import io.masspayout.When;
import io.masspayout.campaign.ScheduledCase.Change;
import io.masspayout.model.DistributionId;
import io.masspayout.schedule.MissedOccurrences;
import io.masspayout.schedule.Recurrence;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Three days in which nothing goes wrong, with something of every kind: what nobody disturbs needs no workers but the conductor. */
final class SmallYear implements AutoCloseable {

    static final Instant FROM = Instant.parse("2027-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-03-04T00:00:00Z");

    private static final List<Instant> MORNINGS = List.of(
            Instant.parse("2027-03-01T09:00:00Z"),
            Instant.parse("2027-03-02T09:00:00Z"),
            Instant.parse("2027-03-03T09:00:00Z"));

    private static final Recurrence EVERY_MORNING =
            Recurrence.daily(MORNINGS.get(0).atZone(ZoneOffset.UTC));

    private static final YearAmount A_UNIT_EACH = new YearAmount(YearAmount.Basis.FOR_EACH, 1_000_000);

    static final RecurringCase DAILY = new RecurringCase(
            "daily", 0, new YearAmount(YearAmount.Basis.SHARED_BY_BALANCE, 6_000_000), EVERY_MORNING, MORNINGS);

    /** It has come to its end. */
    static final RecurringCase TWICE =
            new RecurringCase("twice", 1, A_UNIT_EACH, EVERY_MORNING.times(2), MORNINGS.subList(0, 2));

    /** Leaves out the second morning. */
    static final RecurringCase LATEST =
            new RecurringCase("latest", 2, A_UNIT_EACH, EVERY_MORNING.missed(MissedOccurrences.RUN_LATEST), MORNINGS);

    /** Leaves out all but the first morning. */
    static final RecurringCase SKIPPING =
            new RecurringCase("skipping", 3, A_UNIT_EACH, EVERY_MORNING.missed(MissedOccurrences.SKIP), MORNINGS);

    static final ScheduledCase PLAIN = scheduled("plain", 0, Change.NONE);
    static final ScheduledCase MOVED = scheduled("moved", 1, Change.MOVED);
    static final ScheduledCase CANCELLED = scheduled("cancelled", 2, Change.CANCELLED);

    static final AutomaticCase WAITING = new AutomaticCase(
            "waiting",
            4,
            new YearAmount(YearAmount.Basis.OF_DEPOSIT, 50_00),
            CampaignTerms.TREASURIES,
            50_000_000,
            FROM);

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private final YearScene scene;
    private final YearHost host;
    private final YearBooks books;

    private SmallYear(YearScene scene, YearPlan plan) {
        this.scene = scene;
        this.host = new YearHost(scene, plan);
        this.books = new YearBooks(scene.dataSource());
    }

    private static ScheduledCase scheduled(String key, int asset, Change change) {
        Instant at = Instant.parse("2027-03-02T12:00:00Z");
        return new ScheduledCase(
                key,
                asset,
                new YearAmount(YearAmount.Basis.SHARED_BY_BALANCE, 60_000_000),
                new When.At(at),
                at,
                FROM,
                change,
                FROM,
                at.plus(Duration.ofHours(6)));
    }

    /** Returns when it is over. */
    static SmallYear live() throws IOException, InterruptedException {
        YearPlan plan = new YearPlan(0, FROM, TO, 4, 3, 1, 2, 0, 100);
        SmallYear year = new SmallYear(YearScene.open(plan), plan);
        year.goBy();
        return year;
    }

    private void goBy() {
        List.of(DAILY, TWICE, LATEST, SKIPPING).forEach(host::declare);
        List.of(PLAIN, MOVED, CANCELLED).forEach(one -> {
            host.declare(one);
            host.change(one);
        });
        host.declare(WAITING);
        goTo(MORNINGS.get(0));
        // The first is a unit short of what is waited for.
        host.deposit(new DepositCase(MORNINGS.get(0), WAITING.account(), false, WAITING.atLeast() - 1));
        host.deposit(new DepositCase(MORNINGS.get(0), WAITING.account(), false, 2 * WAITING.atLeast()));
        goTo(TO);
    }

    private void goTo(Instant time) {
        scene.clock().set(time);
        Await.until("nothing is due", AT_MOST, () -> {
            scene.client().processing().runDue();
            return books.isQuiet(scene.clock().instant(), host.lastDeposits());
        });
    }

    Evidence evidence() {
        return scene;
    }

    Places places() {
        return scene.places();
    }

    List<ExpectedPayout> payouts() {
        return host.expected();
    }

    List<ExpectedTemplate> templates() {
        return host.templates();
    }

    DistributionId id(String key) {
        return scene.client()
                .distributions()
                .byIdempotencyKey(key)
                .orElseThrow()
                .id();
    }

    @Override
    public void close() {
        scene.close();
    }
}
