package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.Surroundings;
import io.masspayout.engine.Waiting;
import io.masspayout.engine.Waiting.Reason;
import io.masspayout.model.BatchId;
import io.masspayout.model.Distribution;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TimeOrderedIds;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.Obstacle;
import io.masspayout.store.Obstacle.Step;
import io.masspayout.store.ReserveResult;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of several obstacles that stand at once, every verb of the store, and the engine, names the one that {@link Obstacle} puts first. */
abstract class ObstacleContract extends StoreScenario {

    private Distribution distribution;
    private Worker worker;
    private BatchId inFlight;

    ObstacleContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    /** Every combination, in the way that {@link #putInTheWay} can make. */
    static Stream<Set<Obstacle>> combinations() {
        Obstacle[] all = Obstacle.values();
        return IntStream.range(0, 1 << all.length).mapToObj(bits -> {
            Set<Obstacle> some = EnumSet.noneOf(Obstacle.class);
            IntStream.range(0, all.length).filter(bit -> (bits & 1 << bit) != 0).forEach(bit -> some.add(all[bit]));
            return some;
        });
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void theFirstOfSeveralObstaclesIsNamedByAll(Set<Obstacle> obstacles) {
        distribution = started(4, 2);
        worker = crashingWorker(distribution);
        inFlight = worker.intendNext().batchId();
        List<Obstacle> put = new ArrayList<>(obstacles);
        // A cancelled distribution takes no further hold, so cancelling comes last; lifting a stop comes before the
        // stop
        // that stays.
        for (int last = put.size() - 1; last >= 0; last--) {
            putInTheWay(put.get(last));
        }
        // A stopped treasury has dropped its reservations.
        Set<Obstacle> standing = EnumSet.noneOf(Obstacle.class);
        standing.addAll(obstacles);
        if (obstacles.contains(Obstacle.TREASURY_STOPPED)) {
            standing.add(Obstacle.NOT_FUNDED);
        }

        Optional<Obstacle> first = standing.stream().findFirst();
        IntentResult expected = first.map(Obstacle::refusal).orElse(IntentResult.GRANTED);
        assertThat(store.obstacle(distribution.id(), Step.SEND)).isEqualTo(first);
        for (Step step : Step.values()) {
            assertThat(store.obstacle(distribution.id(), step))
                    .as("of step " + step)
                    .isEqualTo(Obstacle.against(step).stream()
                            .filter(standing::contains)
                            .findFirst());
        }
        worker.claimInDoubt();
        assertThat(worker.intendAgain(inFlight)).as("leave to send again").isEqualTo(expected);
        assertThat(engine().summary(distribution.id()).waiting())
                .as("the engine's summary")
                .map(Waiting::reason)
                .contains(reason(expected));
        assertThat(worker.claim()).as("batches that may be claimed").hasSize(first.isEmpty() ? 1 : 0);
        assertThat(reserve(distribution, PLENTY)).isEqualTo(expectedOfReserve(standing));
    }

    private ReserveResult expectedOfReserve(Set<Obstacle> standing) {
        if (standing.contains(Obstacle.NOT_PROCESSING)) {
            return new ReserveResult.NotPayable(read(distribution).status());
        }
        return Obstacle.against(Step.RESERVE).stream()
                .filter(standing::contains)
                .findFirst()
                .<ReserveResult>map(obstacle -> new ReserveResult.Blocked(obstacle.refusal()))
                .orElse(new ReserveResult.Reserved());
    }

    @ParameterizedTest
    @EnumSource(names = {"RECONCILING", "HELD", "ASSET_PAUSED", "TREASURY_STOPPED"})
    void whatIsNotStartedWaitsForItsObstacleAndNotForAStart(Obstacle obstacle) {
        distribution = planned(2, 2);
        putInTheWay(obstacle);

        assertThat(engine().summary(distribution.id()).waiting())
                .map(Waiting::reason)
                .contains(reason(obstacle.refusal()));
    }

    @Test
    void whatIsNotStartedAndMeetsNoObstacleWaitsForAStart() {
        distribution = planned(2, 2);

        assertThat(engine().summary(distribution.id()).waiting())
                .map(Waiting::reason)
                .contains(Reason.NOT_STARTED);
    }

    private void putInTheWay(Obstacle obstacle) {
        Runnable way = switch (obstacle) {
            case NOT_PROCESSING -> () -> store.cancel(distribution.id(), act("cancel"));
            case RECONCILING -> () -> store.beginReconcile(distribution.id(), NOW, act("restored"));
            case TREASURY_RECONCILING ->
                () -> store.beginReconcile(distribution.treasury(), Optional.of(NOW), act("restored"));
            case HISTORY_BEHIND ->
                () -> store.beginFollow(
                        distribution.treasury(),
                        new Lease(UUID.randomUUID(), "worker", Duration.ZERO),
                        Optional.of(NOW),
                        act("a look that has not ended"));
            case HELD -> () -> store.setHeld(distribution.id(), true, act("hold"));
            case ASSET_PAUSED -> () -> store.setPaused(distribution.assetId(), true, act("pause"));
            case TREASURY_STOPPED -> this::stopTreasury;
            case NOT_FUNDED ->
                () -> {
                    stopTreasury();
                    store.liftStop(distribution.treasury(), true, act("lift"));
                };
        };
        way.run();
    }

    private void stopTreasury() {
        store.stop(distribution.treasury(), stopBecause(FailureCode.TOKEN_PAUSED), act("stop"));
    }

    private static Reason reason(IntentResult answer) {
        return switch (answer) {
            // A worker that executes the distribution compares the history: nothing else has to happen. The worker that
            // claimed the batches
            // has crashed, and its lease is over.
            case GRANTED, NOT_PROCESSING, LEASE_LOST, HISTORY_BEHIND -> Reason.READY;
            case RECONCILING, TREASURY_RECONCILING -> Reason.RECONCILING;
            case HELD -> Reason.HELD;
            case ASSET_PAUSED -> Reason.ASSET_PAUSED;
            case TREASURY_STOPPED -> Reason.TREASURY_STOPPED;
            case NOT_FUNDED -> Reason.NOT_FUNDED;
        };
    }

    private PayoutEngine engine() {
        ManualClock clock = ManualClock.at(NOW.toString());
        Random random = new Random(1);
        return new PayoutEngine(
                store,
                SimulatedLedger.on(SimulatedNetwork.at(clock)).build(),
                Optional.empty(),
                Surroundings.of(clock, new TimeOrderedIds(clock, random), random, Runnable::run),
                EngineSettings.defaults(),
                List.of());
    }
}
