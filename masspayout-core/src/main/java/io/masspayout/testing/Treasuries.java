package io.masspayout.testing;

import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.money.Units;
import io.masspayout.store.Act;
import io.masspayout.store.Obligations;
import io.masspayout.store.Obstacle;
import io.masspayout.store.OpenDue;
import io.masspayout.store.ReserveResult;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What treasuries owe, and whether they are stopped. */
final class Treasuries {

    private final Tables tables;
    private final Guards guards;
    private final Function<Treasury, Optional<Failure>> forgotten;

    /**
     * Over some tables.
     *
     * @param forgotten why a treasury has to stay stopped: a payment that nothing explains
     */
    Treasuries(Tables tables, Guards guards, Function<Treasury, Optional<Failure>> forgotten) {
        this.tables = tables;
        this.guards = guards;
        this.forgotten = forgotten;
    }

    Obligations obligations(Treasury treasury) {
        TreasuryRow row = tables.treasury(treasury);
        return new Obligations(
                owed(treasury, any -> true), row.epoch(), stopped(treasury), Optional.ofNullable(row.silence()));
    }

    OpenDue openDue(DistributionId id) {
        DistributionRow row = tables.distribution(id);
        return new OpenDue(row.owedPending(), owed(row.treasury(), other -> other != row));
    }

    private long owed(Treasury treasury, Predicate<DistributionRow> to) {
        return Units.saturated(tables.distributions.values().stream()
                .filter(row -> row.treasury().equals(treasury))
                .filter(to)
                .map(row -> BigInteger.valueOf(row.isFunded() ? row.owed() : row.owedInFlight()))
                .reduce(BigInteger.ZERO, BigInteger::add));
    }

    ReserveResult reserve(DistributionId id, Obligations seen, long balance, Act act) {
        DistributionRow row = tables.distribution(id);
        boolean payable = row.isProcessing() || (row.status().isNotStarted() && row.isPlanned());
        if (!payable || row.isBeingCancelled()) {
            return new ReserveResult.NotPayable(row.status());
        }
        Optional<Obstacle> obstacle = obstacle(id, Obstacle.Step.RESERVE);
        if (obstacle.isPresent()) {
            return new ReserveResult.Blocked(obstacle.get().refusal());
        }
        if (row.isFunded()) {
            return new ReserveResult.Reserved();
        }
        TreasuryRow treasury = tables.treasury(row.treasury());
        if (treasury.epoch() != seen.epoch()) {
            return new ReserveResult.Moved();
        }
        // What was seen counts, not what is owed now: a payment settled meanwhile may still be in the balance.
        // What is in flight was seen.
        long missing = Units.missing(seen.open(), row.owedPending(), balance);
        if (missing > 0) {
            row.lacks(missing, act.at());
            return new ReserveResult.Underfunded(missing);
        }
        treasury.countReservation();
        row.fund(true);
        tables.audit(Tables.DISTRIBUTION, id, "reserved", row.status(), DistributionStatus.PROCESSING, act);
        row.start(act.at());
        return new ReserveResult.Reserved();
    }

    Optional<Obstacle> obstacle(DistributionId id, Obstacle.Step step) {
        return guards.obstacle(tables.distribution(id), step);
    }

    void stop(Treasury treasury, TreasuryStop stop, Act act) {
        stop(treasury, stop, false, act);
    }

    void stopAfterFailure(Treasury treasury, TreasuryStop stop, Act act) {
        stop(treasury, stop, true, act);
    }

    private void stop(Treasury treasury, TreasuryStop stop, boolean afterFailure, Act act) {
        TreasuryRow row = tables.treasury(treasury);
        row.stop(stop, afterFailure);
        tables.audit(Tables.TREASURY, treasury, "stopped", null, stop.failure().code(), act);
        tables.distributions.values().stream()
                .filter(distribution -> distribution.treasury().equals(treasury))
                .forEach(distribution -> distribution.fund(false));
    }

    boolean liftStop(Treasury treasury, boolean byPerson, Act act) {
        TreasuryRow row = tables.treasury(treasury);
        TreasuryStop stop = row.stop();
        if (stop == null) {
            return true;
        }
        FailureCode code = stop.failure().code();
        boolean seenByNoLook = code.needsPerson() || row.probing() != null;
        if (code.isOfHistory() || (seenByNoLook && !byPerson)) {
            return false;
        }
        if (byPerson) {
            row.forgetTries();
            lift(treasury, act);
        } else {
            row.liftByLook();
            tables.audit(Tables.TREASURY, treasury, "stop lifted", code, null, act);
        }
        Optional<Failure> unexplained = forgotten.apply(treasury);
        unexplained.ifPresent(failure -> stop(treasury, new TreasuryStop(failure, act.at()), act));
        return unexplained.isEmpty();
    }

    boolean beginProbe(Treasury treasury, Act act) {
        TreasuryRow row = tables.treasury(treasury);
        if (row.beginProbe(act.at())) {
            FailureCode code = Objects.requireNonNull(row.stop()).failure().code();
            tables.audit(Tables.TREASURY, treasury, "try begun", code, code, act);
        }
        return row.isProbeOpen();
    }

    /** A payment took effect: what it proves of its treasury. */
    void paid(Treasury treasury, BatchId batch, Act act) {
        TreasuryRow row = tables.treasury(treasury);
        boolean proved = row.isProvedFreeBy(batch);
        if (proved) {
            lift(treasury, act);
        }
        if (proved || row.stop() == null) {
            row.forgetTries();
        }
    }

    /** Lifts the stop, whatever its code. */
    void lift(Treasury treasury, Act act) {
        TreasuryRow row = tables.treasury(treasury);
        TreasuryStop stop = row.stop();
        row.lift();
        tables.audit(
                Tables.TREASURY,
                treasury,
                "stop lifted",
                stop == null ? null : stop.failure().code(),
                null,
                act);
    }

    Optional<TreasuryStop> stopped(Treasury treasury) {
        return Optional.ofNullable(tables.treasury(treasury).stop());
    }

    /**
     * Writes down what cannot be brought together with the database, stops the treasury, and blocks the distribution until the
     * ledger's history has been read back.
     */
    void contradicted(
            DistributionRow distribution, BatchRow batch, FailureCode code, String said, String what, Instant now) {
        Act act = Act.quoting("masspayout", what, now);
        tables.audit(Tables.BATCH, batch.id(), "contradiction", batch.status(), said, act);
        block(distribution, act);
        stop(distribution.treasury(), new TreasuryStop(Failure.of(code, what), now), act);
    }

    /** A person may lift the stop of the treasury without a look at the ledger; this stays. Nothing final is ever sent. */
    private void block(DistributionRow distribution, Act act) {
        if (!distribution.isReconciling() && !distribution.status().isFinal()) {
            distribution.beginReconcile(act.at());
            tables.audit(
                    Tables.DISTRIBUTION,
                    distribution.id(),
                    "blocked until reconciled",
                    distribution.status(),
                    distribution.status(),
                    act);
        }
    }
}
