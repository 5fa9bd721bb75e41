package io.masspayout.campaign;

import io.masspayout.engine.ReconcileReport;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.Treasury;
import io.masspayout.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The person who does what the documents say after a restore. The clock is put forward where a person would wait. */
final class Operator {

    private static final String WHO = "the conductor";
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(200);

    /** In bad weather some calls meet an outage, and payments that arrive late are found by a later call. */
    private static final int MAX_CALLS = 300;

    /** Beyond the moment that a reconcile has to pass, and what the mirror may lag. */
    private static final Duration BEYOND = Duration.ofSeconds(8);

    private final Scene scene;
    private final Tally tally;
    private final Runnable declareAgain;

    /**
     * A person.
     *
     * @param declareAgain asks for every distribution again that was ever declared, with the same idempotency keys
     */
    Operator(Scene scene, Tally tally, Runnable declareAgain) {
        this.scene = scene;
        this.tally = tally;
        this.declareAgain = declareAgain;
    }

    /** Reconciles until everything is known, and lifts what only a person may lift. */
    void reconcile(String why) {
        insist(declareAgain);
        for (int call = 0; call < MAX_CALLS; call++) {
            Optional<ReconcileReport> report = attempt(why);
            if (report.isPresent() && report.get().finished()) {
                liftStops();
                return;
            }
            report.ifPresent(this::waitFor);
            Await.atMost(BETWEEN_CALLS, () -> false);
        }
        throw new IllegalStateException("after " + MAX_CALLS + " calls the reconcile is not finished: " + attempt(why));
    }

    /** Says that the database was restored, before any worker can reach it; {@link #reconcile} has to follow. */
    void begin(String why) {
        for (int call = 0; call < MAX_CALLS; call++) {
            if (attempt(why).isPresent()) {
                return;
            }
            Await.atMost(BETWEEN_CALLS, () -> false);
        }
        throw new IllegalStateException("after " + MAX_CALLS + " calls no reconcile has begun");
    }

    private Optional<ReconcileReport> attempt(String why) {
        try {
            return Optional.of(scene.client().payouts().reconcile(WHO, why));
        } catch (StoreUnavailableException | LedgerUnavailableException outage) {
            tally.count("calls of reconcile that met an outage");
            return Optional.empty();
        }
    }

    /** What a person would wait for passes at once, for everyone. */
    private void waitFor(ReconcileReport report) {
        if (report.treasuries().values().stream().anyMatch(each -> each.unknown() > 0)) {
            insist(declareAgain);
        }
        report.treasuries().values().stream()
                .filter(each -> !each.finished())
                .map(ReconcileReport.OfTreasury::finalAfter)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .map(last -> last.plus(BEYOND))
                .filter(wanted -> wanted.isAfter(scene.clock().instant()))
                .ifPresent(wanted -> {
                    scene.clock().set(wanted);
                    tally.count("jumps of the clock, past the end of a reconcile");
                });
    }

    /** Lifts every stop that is left: nobody is to be paid twice by it, whatever the person has overlooked. */
    void liftStops() {
        insist(this::liftEachStop);
    }

    /** The first call after a restore may meet a connection to the server that is gone. */
    private void insist(Runnable act) {
        for (int call = 0; call < MAX_CALLS; call++) {
            try {
                act.run();
                return;
            } catch (StoreUnavailableException | LedgerUnavailableException outage) {
                tally.count("acts of the operator that met an outage");
            }
            Await.atMost(BETWEEN_CALLS, () -> false);
        }
        throw new IllegalStateException("after " + MAX_CALLS + " calls the operator cannot act");
    }

    private void liftEachStop() {
        for (Treasury treasury : scene.places().payers()) {
            scene.client()
                    .payouts()
                    .treasuryStop(treasury)
                    .filter(stop -> scene.client().payouts().liftTreasuryStop(treasury, WHO, "looked into it"))
                    .ifPresent(stop -> tally.count(
                            "stops lifted by a person: " + stop.failure().code()));
        }
    }
}
