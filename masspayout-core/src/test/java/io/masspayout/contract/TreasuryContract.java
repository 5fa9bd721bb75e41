package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.store.Act;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Obligations;
import io.masspayout.store.OpenDue;
import io.masspayout.store.ReserveResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Reserving money, so that two distributions never count on the same, and stopping a treasury. */
abstract class TreasuryContract extends StoreScenario {

    TreasuryContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void reservingStartsTheDistributionAndIsOwed() {
        Distribution distribution = planned(5, 2);
        Act act = act("execute");

        assertThat(store.reserve(distribution.id(), store.obligations(distribution.treasury()), 5 * SHARE, act))
                .isEqualTo(new ReserveResult.Reserved());

        assertThat(read(distribution).status()).isEqualTo(DistributionStatus.PROCESSING);
        assertThat(read(distribution).executedAt()).isEqualTo(act.at());
        assertThat(store.obligations(distribution.treasury()).open()).isEqualTo(5 * SHARE);
        assertThat(reserve(distribution, 0))
                .as("reserved before, whatever the balance is now")
                .isEqualTo(new ReserveResult.Reserved());
    }

    /** The sum of what is owed and needed is beyond a {@code long}: too little money, and no error of arithmetic. */
    @Test
    void aTreasuryIsShortByMoreThanALongHolds() {
        long most = Long.MAX_VALUE - 7;
        Asset asset = assetWith(RegisterLines.equal(2));
        Distribution first = plan(declare(Declaration.of(asset).fixed()), most, 2);
        Distribution second = plan(declare(Declaration.of(asset).fixed()), most, 2);
        Distribution third = plan(declare(Declaration.of(asset).fixed()), most, 2);
        assertThat(reserve(first, most)).isEqualTo(new ReserveResult.Reserved());
        assertThat(reserve(second, 0)).isEqualTo(new ReserveResult.Underfunded(Long.MAX_VALUE));
        assertThat(reserve(second, Long.MAX_VALUE)).isEqualTo(new ReserveResult.Underfunded(most - 7));

        // A host whose balance was another one at the time has reserved twice; what is owed is beyond a long by itself.
        store.reserve(
                second.id(),
                new Obligations(0, store.obligations(second.treasury()).epoch(), Optional.empty(), Optional.empty()),
                most,
                act("x"));
        assertThat(store.obligations(first.treasury()).open()).isEqualTo(Long.MAX_VALUE);
        assertThat(reserve(third, Long.MAX_VALUE)).isEqualTo(new ReserveResult.Underfunded(most));
    }

    @Test
    void whatIsPaidIsOwedNoMore() {
        Distribution distribution = started(4, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        assertThat(store.obligations(distribution.treasury()).open())
                .as("in flight is owed")
                .isEqualTo(4 * SHARE);

        store.settle(worker.lease, List.of(Settlements.everybodyPaid(signed)), NOW);

        assertThat(store.obligations(distribution.treasury()).open()).isEqualTo(2 * SHARE);
    }

    /** A distribution's own open batches are not owed to others, and what it has sent is not to be sent again. */
    @Test
    void aDistributionIsNoneOfTheOthers() {
        Asset asset = assetWith(RegisterLines.equal(5));
        Distribution distribution = planned(asset, 5, 2);
        assertThat(store.openDue(distribution.id())).isEqualTo(new OpenDue(5 * SHARE, 0));
        reserved(distribution);
        assertThat(store.openDue(distribution.id())).isEqualTo(new OpenDue(5 * SHARE, 0));

        Distribution other = planned(asset, 5, 5);
        assertThat(store.openDue(other.id())).isEqualTo(new OpenDue(5 * SHARE, 5 * SHARE));
        reserved(other);
        Worker worker = worker(distribution);
        Signed inFlight = worker.intendNext();
        assertThat(store.openDue(distribution.id())).isEqualTo(new OpenDue(3 * SHARE, 5 * SHARE));

        store.settle(worker.lease, List.of(Settlements.everybodyPaid(inFlight)), NOW);
        assertThat(store.openDue(other.id())).isEqualTo(new OpenDue(5 * SHARE, 3 * SHARE));

        store.release(worker.lease);
        store.cancel(distribution.id(), act("cancel"));
        assertThat(store.openDue(distribution.id())).isEqualTo(new OpenDue(0, 5 * SHARE));
    }

    @Test
    void whatIsInFlightIsOwedWhenTheReservationIsLost() {
        Asset asset = assetWith(RegisterLines.equal(4));
        Distribution stopped = reserved(planned(asset, 4, 2));
        Worker worker = worker(stopped);
        Signed inFlight = worker.intendNext();
        Distribution other = planned(asset, 4, 2);
        store.stop(stopped.treasury(), stopBecause(FailureCode.TREASURY_EMPTY), act("empty"));
        store.liftStop(stopped.treasury(), false, act("funded"));

        assertThat(store.obligations(stopped.treasury()).open())
                .as("what is pending is not")
                .isEqualTo(2 * SHARE);
        assertThat(reserve(other, 5 * SHARE)).isEqualTo(new ReserveResult.Underfunded(SHARE));

        store.settle(worker.lease, List.of(Settlements.everybodyPaid(inFlight)), NOW);
        assertThat(store.obligations(stopped.treasury()).open()).isZero();
    }

    @Test
    void whatIsInFlightIsNotReservedForTwice() {
        Distribution distribution = started(4, 2);
        worker(distribution).intendNext();
        store.stop(distribution.treasury(), stopBecause(FailureCode.TREASURY_EMPTY), act("empty"));
        store.liftStop(distribution.treasury(), false, act("funded"));

        assertThat(reserve(distribution, 4 * SHARE - 1)).isEqualTo(new ReserveResult.Underfunded(1));
        assertThat(reserve(distribution, 4 * SHARE)).isEqualTo(new ReserveResult.Reserved());
        assertThat(store.obligations(distribution.treasury()).open()).isEqualTo(4 * SHARE);
    }

    @Test
    void tooLittleMoneyIsMissedExactly() {
        Distribution distribution = planned(5, 2);

        assertThat(reserve(distribution, 5 * SHARE - 1)).isEqualTo(new ReserveResult.Underfunded(1));
        assertThat(reserve(distribution, 0)).isEqualTo(new ReserveResult.Underfunded(5 * SHARE));

        assertThat(read(distribution).status()).isEqualTo(DistributionStatus.PENDING);
        assertThat(store.obligations(distribution.treasury()).open()).isZero();
    }

    @Test
    void theSameMoneyIsNotReservedForTwo() {
        Asset asset = assetWith(RegisterLines.equal(4));
        Distribution first = planned(asset, 4, 2);
        Distribution second = planned(asset, 4, 2);

        assertThat(reserve(first, 7 * SHARE)).isEqualTo(new ReserveResult.Reserved());
        assertThat(reserve(second, 7 * SHARE)).isEqualTo(new ReserveResult.Underfunded(SHARE));
    }

    @Test
    void ofSeveralDistributionsAtOnceOneGetsTheMoneyThereIsForOne() throws Exception {
        Asset asset = assetWith(RegisterLines.equal(4));
        List<Distribution> distributions = List.of(planned(asset, 4, 2), planned(asset, 4, 2));
        Obligations seen = store.obligations(distributions.get(0).treasury());
        AtomicInteger next = new AtomicInteger();

        List<ReserveResult> results = AtOnce.times(
                2,
                () -> store.reserve(distributions.get(next.getAndIncrement()).id(), seen, 4 * SHARE, act("execute")));

        assertThat(results).containsExactlyInAnyOrder(new ReserveResult.Reserved(), new ReserveResult.Moved());
        assertThat(store.obligations(distributions.get(0).treasury()).open()).isEqualTo(4 * SHARE);
    }

    @Test
    void aReservationMadeSinceTheObligationsWereReadMakesThemWorthless() {
        Asset asset = assetWith(RegisterLines.equal(4));
        Distribution late = planned(asset, 4, 2);
        Obligations seen = store.obligations(late.treasury());
        reserved(planned(asset, 4, 2));

        assertThat(store.reserve(late.id(), seen, PLENTY, act("execute"))).isEqualTo(new ReserveResult.Moved());
        assertThat(reserve(late, PLENTY)).isEqualTo(new ReserveResult.Reserved());
    }

    @Test
    void aPaymentSettledSinceTheBalanceWasReadFreesNothing() {
        Asset asset = assetWith(RegisterLines.equal(4));
        Distribution paying = reserved(planned(asset, 4, 4));
        Worker worker = worker(paying);
        Signed signed = worker.intendNext();
        Distribution waiting = planned(asset, 4, 4);
        Obligations seen = store.obligations(waiting.treasury());
        long balanceBeforeThePayment = 7 * SHARE;
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(signed)), NOW);

        assertThat(store.reserve(waiting.id(), seen, balanceBeforeThePayment, act("execute")))
                .as("3 shares are left in truth")
                .isEqualTo(new ReserveResult.Underfunded(SHARE));
    }

    @Test
    void treasuriesAndTokensAreApart() {
        Asset asset = assetWith(RegisterLines.equal(4));
        reserved(planned(asset, 4, 2));
        Treasury sameAccountOtherToken = new Treasury(asset.treasury(), TokenId.of(Ids.entity()));
        Distribution other = plan(declare(Declaration.of(asset).fixed().treasury(sameAccountOtherToken)), 4 * SHARE, 2);

        assertThat(reserve(other, 4 * SHARE)).isEqualTo(new ReserveResult.Reserved());
        assertThat(store.obligations(new Treasury(AccountId.of(Ids.entity()), TokenId.of(Ids.entity())))
                        .open())
                .isZero();
    }

    @Test
    void whatStandsInTheWayOfAReservationIsNamed() {
        Distribution held = planned(2, 2);
        store.setHeld(held.id(), true, act("hold"));
        Distribution paused = planned(2, 2);
        store.setPaused(paused.assetId(), true, act("pause"));
        Distribution stopped = planned(2, 2);
        store.stop(stopped.treasury(), stopBecause(FailureCode.TOKEN_PAUSED), act("stop"));
        Distribution reconciling = planned(2, 2);
        store.beginReconcile(reconciling.id(), NOW, act("restored"));

        assertThat(reserve(held, PLENTY)).isEqualTo(new ReserveResult.Blocked(IntentResult.HELD));
        assertThat(reserve(paused, PLENTY)).isEqualTo(new ReserveResult.Blocked(IntentResult.ASSET_PAUSED));
        assertThat(reserve(stopped, PLENTY)).isEqualTo(new ReserveResult.Blocked(IntentResult.TREASURY_STOPPED));
        assertThat(reserve(reconciling, PLENTY)).isEqualTo(new ReserveResult.Blocked(IntentResult.RECONCILING));
    }

    @Test
    void whatHasEndedOrHasNoPlanIsNotPayable() {
        Distribution unplanned = declare(Declaration.of(asset()));
        Distribution cancelled = planned(2, 2);
        store.cancel(cancelled.id(), act("cancel"));
        Distribution completed = started(2, 2);
        Worker worker = worker(completed);
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(worker.intendNext())), NOW);
        store.finish(completed.id(), NOW);

        assertThat(reserve(unplanned, PLENTY)).isEqualTo(new ReserveResult.NotPayable(DistributionStatus.PENDING));
        assertThat(reserve(cancelled, PLENTY)).isEqualTo(new ReserveResult.NotPayable(DistributionStatus.CANCELLED));
        assertThat(reserve(completed, PLENTY)).isEqualTo(new ReserveResult.NotPayable(DistributionStatus.COMPLETED));
    }

    @Test
    void aStopDropsAllReservationsOfItsTreasuryAndNoOthers() {
        Asset asset = assetWith(RegisterLines.equal(4));
        Distribution first = reserved(planned(asset, 4, 2));
        Distribution second = reserved(planned(asset, 4, 2));
        Distribution elsewhere = started(4, 2);

        store.stop(first.treasury(), stopBecause(FailureCode.TREASURY_EMPTY), act("empty"));

        assertThat(store.obligations(first.treasury()).open()).isZero();
        assertThat(store.obligations(first.treasury()).stop()).contains(stopBecause(FailureCode.TREASURY_EMPTY));
        assertThat(worker(second).claim()).isEmpty();
        assertThat(worker(elsewhere).claim()).hasSize(2);
        assertThat(store.stopped(elsewhere.treasury())).isEmpty();
    }

    @Test
    void theFirstStopStaysButACodeThatNeedsAPersonReplacesOneThatDoesNot() {
        Treasury treasury = new Treasury(AccountId.of(Ids.entity()), TokenId.of(Ids.entity()));

        store.stop(treasury, stopBecause(FailureCode.TREASURY_EMPTY), act("stop"));
        store.stop(treasury, stopBecause(FailureCode.TOKEN_PAUSED), act("stop"));
        assertThat(store.stopped(treasury)).contains(stopBecause(FailureCode.TREASURY_EMPTY));

        store.stop(treasury, stopBecause(FailureCode.LATE_SETTLEMENT), act("stop"));
        assertThat(store.stopped(treasury)).contains(stopBecause(FailureCode.LATE_SETTLEMENT));

        store.stop(treasury, stopBecause(FailureCode.LEDGER_DISAGREES), act("stop"));
        store.stop(treasury, stopBecause(FailureCode.TREASURY_EMPTY), act("stop"));
        assertThat(store.stopped(treasury)).contains(stopBecause(FailureCode.LATE_SETTLEMENT));
    }

    @Test
    void aPreflightLiftsAStopUnlessItNeedsAPerson() {
        Treasury empty = new Treasury(AccountId.of(Ids.entity()), TokenId.of(Ids.entity()));
        Treasury disputed = new Treasury(AccountId.of(Ids.entity()), TokenId.of(Ids.entity()));
        store.stop(empty, stopBecause(FailureCode.TREASURY_EMPTY), act("stop"));
        store.stop(disputed, stopBecause(FailureCode.LATE_SETTLEMENT), act("stop"));

        assertThat(store.liftStop(empty, false, act("preflight"))).isTrue();
        assertThat(store.stopped(empty)).isEmpty();
        assertThat(store.liftStop(disputed, false, act("preflight"))).isFalse();
        assertThat(store.stopped(disputed)).isPresent();
        assertThat(store.liftStop(disputed, true, act("checked by hand"))).isTrue();
        assertThat(store.stopped(disputed)).isEmpty();
        assertThat(store.liftStop(disputed, false, act("again")))
                .as("free already")
                .isTrue();
    }
}
