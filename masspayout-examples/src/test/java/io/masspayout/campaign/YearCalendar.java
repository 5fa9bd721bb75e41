package io.masspayout.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Lets the year go by: the clock jumps by hours or days, and people come to their appointments. Sometimes a jump waits until nothing that is
 * due is open, sometimes everybody has fallen behind already.
 */
final class YearCalendar {

    static final String JUMPS = "jumps of the clock";
    static final String PATIENT = "jumps of the clock that waited until nothing due was open";

    private static final double LOG_OF_SHORTEST_HOURS = 0;
    private static final double LOG_OF_LONGEST_HOURS = Math.log(96);
    private static final int IMPATIENCE_MILLIS = 200;

    /** Within it a worker that was killed is replaced, and what it left behind is done. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration STANDSTILL = Duration.ofMinutes(2);

    private final YearScene scene;
    private final YearPlan plan;
    private final YearHost host;
    private final Tally tally;
    private final Random dice;
    private final YearBooks books;
    private final List<Appointment> appointments = new ArrayList<>();

    private record Appointment(Instant at, Runnable deed) {}

    YearCalendar(YearScene scene, YearPlan plan, YearHost host, Tally tally) {
        this.scene = scene;
        this.plan = plan;
        this.host = host;
        this.tally = tally;
        this.dice = plan.dice("calendar");
        this.books = new YearBooks(scene.dataSource());
        RecurringCases.of(plan).forEach(one -> note(plan.from(), () -> host.declare(one)));
        ScheduledCase.of(plan).forEach(one -> {
            note(one.declaredAt(), () -> host.declare(one));
            note(one.changedAt(), () -> host.change(one));
        });
        AutomaticCase.of(plan).forEach(one -> note(one.declaredAt(), () -> host.declare(one)));
        DepositCase.of(plan).forEach(one -> note(one.at(), () -> host.deposit(one)));
        // Those of one time stay in the order in which they were noted.
        appointments.sort(Comparator.comparing(Appointment::at));
    }

    private void note(Instant at, Runnable deed) {
        appointments.add(new Appointment(at, deed));
    }

    /** Returns when the year is over, everything is done, and as many workers as planned have been struck. */
    void goBy() {
        for (Appointment next : appointments) {
            goTo(next.at());
            next.deed().run();
        }
        goTo(plan.to());
        Await.until(
                plan.kills() + " workers are struck",
                STANDSTILL.multipliedBy(2),
                () -> tally.strikes() >= plan.kills());
    }

    private void goTo(Instant goal) {
        while (scene.clock().instant().isBefore(goal)) {
            double hours = Math.exp(
                    LOG_OF_SHORTEST_HOURS + dice.nextDouble() * (LOG_OF_LONGEST_HOURS - LOG_OF_SHORTEST_HOURS));
            Instant there = scene.clock().instant().plus(Duration.ofMinutes((long) (hours * 60)));
            scene.clock().set(there.isBefore(goal) ? there : goal);
            tally.count(JUMPS);
            if (dice.nextInt(100) >= plan.patiencePercent()) {
                Await.atMost(Duration.ofMillis(dice.nextInt(IMPATIENCE_MILLIS)), () -> false);
            } else if (Await.atMost(PATIENCE, this::isQuiet)) {
                tally.count(PATIENT);
            }
        }
    }

    private boolean isQuiet() {
        return books.isQuiet(scene.clock().instant(), host.lastDeposits());
    }

    /** Returns when everything that is due is done; that nothing moves any more before is what must not be. */
    void awaitQuiet() {
        String before = "";
        while (!Await.atMost(STANDSTILL, this::isQuiet)) {
            String progress = books.progress();
            if (progress.equals(before)) {
                List<String> open = books.open(scene.clock().instant());
                throw new IllegalStateException("for " + STANDSTILL.toSeconds() + " s nothing has moved, but "
                        + open.size() + " are due and not done:" + System.lineSeparator()
                        + String.join(System.lineSeparator(), open.subList(0, Math.min(20, open.size()))));
            }
            before = progress;
        }
    }
}
