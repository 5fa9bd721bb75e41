package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.Surroundings;
import io.masspayout.engine.Waiting;
import io.masspayout.engine.Waiting.Reason;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.Actor;
import io.masspayout.model.BatchId;
import io.masspayout.model.Distribution;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TimeOrderedIds;
import io.masspayout.store.Act;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.Settlement.Ending;
import io.masspayout.store.Shortage;
import io.masspayout.store.Silence;
import io.masspayout.store.StatementLine;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a distribution waits for is said from what the store holds, and what the store holds is true. */
abstract class SituationContract extends StoreScenario {

    SituationContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void openBatchesThatNoWorkerHoldsAreReady() {
        Distribution distribution = started(4, 2);
        assertThat(waiting(distribution).reason()).isEqualTo(Reason.READY);

        Worker worker = worker(distribution);
        worker.claim(1);
        assertThat(waiting(distribution)).satisfies(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Reason.OTHER_WORKERS);
            assertThat(waiting.detail()).contains("worker " + worker.lease.owner());
            assertThat(waiting.since()).isNotNull();
        });

        // As after a call that was interrupted and has given back what it held.
        store.release(worker.lease);
        assertThat(waiting(distribution)).satisfies(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Reason.READY);
            assertThat(waiting.actor()).isEqualTo(Actor.NOBODY);
            assertThat(waiting.detail()).startsWith("2 batches are open, 0 of them in flight");
        });
    }

    @Test
    void aWorkerWhoseLeaseIsOverHoldsNothing() {
        Distribution distribution = started(2, 2);
        crashingWorker(distribution).intendNext();

        assertThat(store.situation(distribution.id()).worker()).isEmpty();
        assertThat(waiting(distribution).reason()).isEqualTo(Reason.READY);
    }

    @Test
    void aShortTreasuryStaysKnownUntilTheMoneyIsReserved() {
        Distribution distribution = planned(5, 2);
        reserve(distribution, 5 * SHARE - 7);
        store.reserve(
                distribution.id(),
                store.obligations(distribution.treasury()),
                5 * SHARE - 3,
                new Act("contract", "looked again", NOW.plusSeconds(9)));

        assertThat(store.situation(distribution.id()).shortage()).contains(new Shortage(3, NOW, NOW.plusSeconds(9)));
        assertThat(waiting(distribution)).satisfies(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Reason.TREASURY_SHORT);
            assertThat(waiting.detail()).contains("lacks 0.000003").contains("as seen at " + NOW.plusSeconds(9));
            assertThat(waiting.since()).isEqualTo(NOW);
            assertThat(waiting.actor()).isEqualTo(Actor.TREASURY);
        });

        reserved(distribution);
        assertThat(store.situation(distribution.id()).shortage()).isEmpty();
        assertThat(waiting(distribution).reason()).isEqualTo(Reason.READY);
    }

    @Test
    void whatLostItsReservationAndFindsNoMoneyWaitsForMoney() {
        Distribution distribution = started(4, 2);
        store.stop(distribution.treasury(), stopBecause(FailureCode.TREASURY_EMPTY), act("empty"));
        store.liftStop(distribution.treasury(), false, act("look"));
        assertThat(waiting(distribution).reason()).isEqualTo(Reason.NOT_FUNDED);

        reserve(distribution, 1);

        assertThat(waiting(distribution).reason()).isEqualTo(Reason.TREASURY_SHORT);
    }

    @Test
    void aStopThatOnlyAPersonLiftsIsNamedBeforeAndAfterTheStart() {
        for (Distribution distribution : List.of(planned(2, 2), started(2, 2))) {
            Instant since = NOW;
            store.stop(distribution.treasury(), stopBecause(FailureCode.LATE_SETTLEMENT), act("late"));

            assertThat(waiting(distribution)).satisfies(waiting -> {
                assertThat(waiting.reason()).isEqualTo(Reason.TREASURY_STOPPED);
                assertThat(waiting.detail()).contains("LATE_SETTLEMENT").contains("only a person may lift");
                assertThat(waiting.since()).isEqualTo(since);
                assertThat(waiting.actor()).isEqualTo(Actor.OPERATOR);
            });
        }
    }

    @Test
    void aBatchThatIsPostponedWithoutAFailureOfItsOwnNamesNoNull() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed sent = worker.intendNext();
        Instant later = NOW.plusSeconds(60);
        Set<AccountId> all =
                statement(distribution).stream().map(StatementLine::account).collect(Collectors.toSet());
        store.settle(
                worker.lease,
                List.of(Settlements.ended(
                        sent,
                        Ending.DEAD,
                        failure(FailureCode.EXPIRED_UNSEEN),
                        Map.of(),
                        List.of(new RetryGroup(all, later)))),
                NOW);

        assertThat(waiting(distribution)).satisfies(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Reason.RETRY_LATER);
            assertThat(waiting.until()).isEqualTo(later);
            assertThat(waiting.toString()).doesNotContain("null");
        });
    }

    @Test
    void aBatchThatTheStoreHasRefusedToRecordIsSetAside() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        BatchId batch = worker.claimOne().id();
        store.park(worker.lease, batch, "the books do not balance", NOW);

        assertThat(waiting(distribution)).satisfies(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Reason.RECORDING_REFUSED);
            assertThat(waiting.actor()).isEqualTo(Actor.OPERATOR);
            assertThat(waiting.detail()).contains("the books do not balance");
            assertThat(waiting.until()).isAfter(NOW);
        });
    }

    @Test
    void workThatFailedIsTriedAgainUnlessAPersonIsNeededFirst() {
        for (Distribution distribution : List.of(planned(2, 2), started(2, 2))) {
            store.workFailed(distribution.id(), "the plan takes too long", NOW);
            assertThat(waiting(distribution)).satisfies(waiting -> {
                assertThat(waiting.reason()).isEqualTo(Reason.RETRY_LATER);
                assertThat(waiting.detail()).contains("the plan takes too long");
                assertThat(waiting.until()).isAfter(NOW);
            });

            store.stop(distribution.treasury(), stopBecause(FailureCode.LEDGER_DISAGREES), act("look"));
            assertThat(waiting(distribution).reason()).isEqualTo(Reason.TREASURY_STOPPED);
        }
    }

    @Test
    void aLedgerThatGaveNoAnswerIsRememberedUntilItAnswers() {
        Distribution distribution = planned(2, 2);
        store.noAnswer(distribution.treasury(), Failure.of(FailureCode.LEDGER_UNAVAILABLE, "timeout"), act("look"));
        store.noAnswer(
                distribution.treasury(),
                Failure.of(FailureCode.LEDGER_UNAVAILABLE, "connection refused"),
                new Act("contract", "look", NOW.plusSeconds(30)));

        assertThat(store.obligations(distribution.treasury()).silence())
                .contains(new Silence("connection refused", NOW, NOW.plusSeconds(30)));
        assertThat(waiting(distribution)).satisfies(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Reason.LEDGER_UNAVAILABLE);
            assertThat(waiting.since()).isEqualTo(NOW);
            assertThat(waiting.detail()).contains("connection refused").contains("as seen at " + NOW.plusSeconds(30));
        });

        store.answered(distribution.treasury());
        assertThat(store.obligations(distribution.treasury()).silence()).isEmpty();
        assertThat(waiting(distribution).reason()).isEqualTo(Reason.NOT_STARTED);
    }

    @Test
    void whatIsBeingCancelledWaitsForWhatIsInFlightAndForNothingElse() {
        Distribution distribution = started(4, 2);
        worker(distribution).intendNext();
        store.cancel(distribution.id(), act("wrong amount"));
        store.stop(distribution.treasury(), stopBecause(FailureCode.LATE_SETTLEMENT), act("late"));

        assertThat(waiting(distribution)).satisfies(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Reason.OTHER_WORKERS);
            assertThat(waiting.detail())
                    .startsWith("it is being cancelled")
                    .contains("1 batches are open, 1 of them in flight");
        });
    }

    @Test
    void whatAPersonHasStoppedIsNamedBeforeAndAfterTheStart() {
        for (Distribution distribution : List.of(planned(2, 2), started(2, 2))) {
            store.setHeld(distribution.id(), true, act("hold"));
            assertThat(waiting(distribution).reason()).isEqualTo(Reason.HELD);
            assertThat(waiting(distribution).actor()).isEqualTo(Actor.OPERATOR);
            store.setHeld(distribution.id(), false, act("go on"));

            store.setPaused(distribution.assetId(), true, act("pause"));
            assertThat(waiting(distribution).reason()).isEqualTo(Reason.ASSET_PAUSED);
            store.setPaused(distribution.assetId(), false, act("go on"));

            store.beginReconcile(distribution.id(), NOW.minusSeconds(5), act("restored"));
            assertThat(waiting(distribution).reason()).isEqualTo(Reason.RECONCILING);
            assertThat(waiting(distribution).since()).isEqualTo(NOW.minusSeconds(5));
        }
    }

    @Test
    void aReconcileOfTheWholeTreasurySaysHowFarItIs() {
        for (Distribution distribution : List.of(planned(2, 2), started(2, 2))) {
            store.beginReconcile(distribution.treasury(), Optional.of(NOW), act("restored"));

            assertThat(waiting(distribution)).satisfies(waiting -> {
                assertThat(waiting.reason()).isEqualTo(Reason.RECONCILING);
                assertThat(waiting.since()).isEqualTo(NOW);
                assertThat(waiting.actor()).isEqualTo(Actor.NOBODY);
            });
        }
    }

    @Test
    void whatIsScheduledForLaterWaitsForItsTime() {
        Instant due = NOW.plusSeconds(600);
        Distribution distribution = declare(Declaration.of(asset()).scheduled(due));

        assertThat(waiting(distribution)).satisfies(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Reason.NOT_DUE);
            assertThat(waiting.until()).isEqualTo(due);
            assertThat(waiting.actor()).isEqualTo(Actor.NOBODY);
        });
    }

    private Waiting waiting(Distribution distribution) {
        return engine().summary(distribution.id()).waiting().orElseThrow();
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
