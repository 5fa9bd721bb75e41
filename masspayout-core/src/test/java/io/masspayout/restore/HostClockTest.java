package io.masspayout.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.Waiting;
import io.masspayout.model.DistributionId;
import io.masspayout.model.FailureCode;
import io.masspayout.store.Act;
import io.masspayout.store.PaymentStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far the history has to reach is reckoned by the ledger's clock, however wrong the clock of the host is. */
class HostClockTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration MIRROR_LAG = Duration.ofMinutes(4);

    private final RestoreWorld world = new RestoreWorld(1, 1);
    private final DistributionId id = world.distributions().get(0);

    private InstantSource hostThatIsOffBy(Duration ahead) {
        return () -> world.clock.instant().plus(ahead);
    }

    private PayingProcess process(PaymentStore database, Duration ahead, Duration mirrorLag) {
        return new PayingProcess("worker", database, world, hostThatIsOffBy(ahead), mirrorLag);
    }

    private void payAndForget() {
        process(world.database(), Duration.ZERO, Duration.ZERO).execute(id);
        assertThat(world.paid()).isEqualTo(1);
        world.clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void aHostTenMinutesBehindDoesNotTakeAHistoryForCompleteThatLacksThePaymentsOfTheLastMinutes() {
        PaymentStore forgetful = world.startedOnACopiedDisk(world.backup());
        payAndForget();

        PayingProcess late = process(forgetful, TEN_MINUTES.negated(), MIRROR_LAG);
        DistributionSummary summary = late.execute(id);
        assertThat(summary.waiting()).map(Waiting::reason).contains(Waiting.Reason.LEDGER_HISTORY);
        world.clock.advance(MIRROR_LAG);
        late.execute(id);

        assertThat(world.paidTwice()).isZero();
        assertThat(forgetful.stopped(RestoreWorld.treasury()))
                .map(stop -> stop.failure().code())
                .contains(FailureCode.UNKNOWN_PAYMENT);
    }

    @Test
    void aReconcileBegunByAHostTenMinutesBehindOutlastsWhatCanStillTakeEffect() {
        PaymentStore forgetful = world.started(world.backup());
        payAndForget();

        process(forgetful, TEN_MINUTES.negated(), MIRROR_LAG)
                .engine()
                .reconciler()
                .reconcile(new Act("alice", "restored", world.clock.instant().minus(TEN_MINUTES)));

        assertThat(forgetful.followed(RestoreWorld.treasury()).reconcileUntil())
                .isAfterOrEqualTo(world.clock.instant().plus(RestoreWorld.VALIDITY));
    }

    /** Within the validity: beyond it the host takes each id for expired before it is signed, and sends nothing. */
    @Test
    void aHostThatIsAMinuteAheadIsNotKeptWaitingForALedgerTimeThatIsStillToCome() {
        DistributionSummary summary =
                process(world.database(), A_MINUTE, Duration.ZERO).execute(id);

        assertThat(summary.waiting()).isEmpty();
        assertThat(world.paid()).isEqualTo(1);
    }

    @Test
    void aHostTenMinutesAheadFindsTheHistoryCompleteAtOnce() {
        DistributionSummary summary =
                process(world.database(), TEN_MINUTES, Duration.ZERO).execute(id);

        assertThat(summary.waiting()).map(Waiting::reason).isNotEqualTo(Optional.of(Waiting.Reason.LEDGER_HISTORY));
    }
}
