package io.masspayout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.Waiting.Reason;
import io.masspayout.model.AccountId;
import io.masspayout.model.Actor;
import io.masspayout.model.AmountBasis;
import io.masspayout.model.AssetId;
import io.masspayout.model.DepositTrigger;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.DistributionType;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderSource;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.PayoutType;
import io.masspayout.model.Plan;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.model.StartFailure;
import io.masspayout.model.Timing;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.schedule.Recurrence;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.Obstacle;
import io.masspayout.store.Progress;
import io.masspayout.store.Shortage;
import io.masspayout.store.Silence;
import io.masspayout.store.Situation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of what a distribution waits for: every state, every obstacle, and each thing that is known beside them, there and not there. */
class WaitingRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(90);
    private static final Instant LATER = NOW.plusSeconds(90);

    /** How far the ledger's history is compared with the database. */
    private enum Compared {
        FAR_ENOUGH,
        LONG_AGO,
        NOT_FAR_ENOUGH,
        UNREADABLE;

        FollowedHistory history(boolean reconciling) {
            Instant since = reconciling ? EARLIER : null;
            Instant until = reconciling ? LATER : null;
            return switch (this) {
                case FAR_ENOUGH ->
                    new FollowedHistory(true, NOW, EARLIER, true, false, false, false, since, until, 0, null, null);
                case LONG_AGO ->
                    new FollowedHistory(true, NOW, EARLIER, false, true, false, false, since, until, 0, null, null);
                case NOT_FAR_ENOUGH ->
                    new FollowedHistory(true, EARLIER, NOW, true, false, false, false, since, until, 0, null, null);
                case UNREADABLE ->
                    new FollowedHistory(
                            true,
                            EARLIER,
                            NOW,
                            false,
                            true,
                            false,
                            false,
                            since,
                            until,
                            0,
                            "connection refused",
                            EARLIER);
            };
        }

        boolean isBehind() {
            return history(false).isBehind();
        }

        boolean isKnownToBeBehind() {
            return switch (this) {
                case FAR_ENOUGH, LONG_AGO -> false;
                case NOT_FAR_ENOUGH, UNREADABLE -> true;
            };
        }
    }

    /** Whether the open batches wait for a time, and for what reason. */
    private enum Postponed {
        NOT(null, null),
        BY_A_FAILURE("LEDGER_BUSY (no room)", Reason.RETRY_LATER),
        BEFORE_ANY_FAILURE(null, Reason.RETRY_LATER),
        BY_THE_STORE("RECORDING_REFUSED (the books do not balance)", Reason.RECORDING_REFUSED);

        private final @Nullable String reason;
        private final @Nullable Reason waiting;

        Postponed(@Nullable String reason, @Nullable Reason waiting) {
            this.reason = reason;
            this.waiting = waiting;
        }
    }

    /** What is known of a distribution, each thing there or not. */
    private record Case(
            DistributionStatus status,
            boolean planned,
            boolean due,
            Optional<Obstacle> obstacle,
            boolean failed,
            boolean isShort,
            boolean silent,
            boolean cancelled,
            boolean held,
            Postponed postponed,
            Compared compared) {

        static Case plain(DistributionStatus status) {
            return new Case(
                    status,
                    true,
                    true,
                    Optional.empty(),
                    false,
                    false,
                    false,
                    false,
                    false,
                    Postponed.NOT,
                    Compared.FAR_ENOUGH);
        }

        Case with(Obstacle what) {
            return new Case(
                    status,
                    planned,
                    due,
                    Optional.of(what),
                    failed,
                    isShort,
                    silent,
                    cancelled,
                    held,
                    postponed,
                    compared);
        }

        Optional<Reason> expected() {
            return switch (status) {
                case PENDING -> Optional.of(pending());
                case PROCESSING -> Optional.of(cancelled ? ofWhatIsInFlight() : processing());
                case COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> Optional.empty();
            };
        }

        private Reason pending() {
            if (standsIn(Obstacle.Step.PLAN)) {
                return named(obstacle.orElseThrow());
            }
            if (!planned && !due) {
                return Reason.NOT_DUE;
            }
            if (standsIn(Obstacle.Step.RESERVE)) {
                return named(obstacle.orElseThrow());
            }
            return troubled().orElse(isShort ? Reason.TREASURY_SHORT : Reason.NOT_STARTED);
        }

        private Reason processing() {
            if (standsIn(Obstacle.Step.RESERVE)) {
                return named(obstacle.orElseThrow());
            }
            if (troubled().isPresent()) {
                return troubled().get();
            }
            if (obstacle.equals(Optional.of(Obstacle.NOT_FUNDED))) {
                return isShort ? Reason.TREASURY_SHORT : Reason.NOT_FUNDED;
            }
            return ofBatches();
        }

        private Reason ofWhatIsInFlight() {
            return failed ? Reason.RETRY_LATER : ofBatches();
        }

        private Reason ofBatches() {
            return Optional.ofNullable(postponed.waiting).orElse(held ? Reason.OTHER_WORKERS : Reason.READY);
        }

        private Optional<Reason> troubled() {
            if (failed) {
                return Optional.of(Reason.RETRY_LATER);
            }
            if (compared.isKnownToBeBehind()) {
                return Optional.of(Reason.LEDGER_HISTORY);
            }
            return silent ? Optional.of(Reason.LEDGER_UNAVAILABLE) : Optional.empty();
        }

        private boolean standsIn(Obstacle.Step step) {
            return obstacle.filter(Obstacle.against(step)::contains).isPresent();
        }

        private Reason named(Obstacle what) {
            return switch (what) {
                case RECONCILING, TREASURY_RECONCILING -> Reason.RECONCILING;
                case HELD -> Reason.HELD;
                case ASSET_PAUSED -> Reason.ASSET_PAUSED;
                case TREASURY_STOPPED -> Reason.TREASURY_STOPPED;
                case NOT_FUNDED, NOT_PROCESSING, HISTORY_BEHIND ->
                    throw new IllegalStateException("a worker clears " + what);
            };
        }

        Situation situation() {
            return situation(new TreasuryStop(Failure.of(FailureCode.TOKEN_PAUSED, "paused"), EARLIER));
        }

        /** A situation in which the treasury, if it is stopped, has this stop. */
        Situation situation(TreasuryStop stop) {
            Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
            obstacle.ifPresent(obstacles::add);
            if (compared.isBehind()) {
                obstacles.add(Obstacle.HISTORY_BEHIND);
            }
            if (cancelled) {
                obstacles.add(Obstacle.NOT_PROCESSING);
            }
            return new Situation(
                    distribution(this),
                    progress(status, postponed == Postponed.NOT ? null : LATER, postponed.reason),
                    obstacles,
                    obstacle.filter(Obstacle.TREASURY_STOPPED::equals).map(it -> stop),
                    Optional.empty(),
                    compared.history(obstacle.equals(Optional.of(Obstacle.TREASURY_RECONCILING))),
                    silent ? Optional.of(new Silence("timeout", EARLIER, NOW)) : Optional.empty(),
                    isShort ? Optional.of(new Shortage(7, EARLIER, NOW)) : Optional.empty(),
                    held ? Optional.of(new Situation.AtWork("w1", EARLIER, LATER)) : Optional.empty());
        }
    }

    private static List<Case> cases() {
        List<Optional<Obstacle>> obstacles = new ArrayList<>(List.of(Optional.empty()));
        EnumSet.allOf(Obstacle.class).forEach(obstacle -> obstacles.add(Optional.of(obstacle)));
        List<Case> cases = new ArrayList<>();
        for (DistributionStatus status : DistributionStatus.values()) {
            for (Optional<Obstacle> obstacle : obstacles) {
                for (Postponed postponed : Postponed.values()) {
                    for (Compared compared : Compared.values()) {
                        for (int bits = 0; bits < 1 << 7; bits++) {
                            cases.add(new Case(
                                    status,
                                    (bits & 1) != 0,
                                    (bits & 2) != 0,
                                    obstacle,
                                    (bits & 4) != 0,
                                    (bits & 8) != 0,
                                    (bits & 16) != 0,
                                    (bits & 32) != 0,
                                    (bits & 64) != 0,
                                    postponed,
                                    compared));
                        }
                    }
                }
            }
        }
        return cases;
    }

    @Test
    void everyCaseOfTheTable() {
        int obstacles = 1 + Obstacle.values().length;
        List<Case> cases = cases();
        assertThat(cases).hasSize(DistributionStatus.values().length * obstacles * 4 * 4 * (1 << 7));
        for (Case each : cases) {
            Optional<Waiting> waiting = WaitingRule.of(each.situation(), NOW);
            if (!waiting.map(Waiting::reason).equals(each.expected())) {
                assertThat(waiting.map(Waiting::reason)).as("%s", each).isEqualTo(each.expected());
            }
            String told = waiting.map(Waiting::toString).orElse("ended");
            if (told.isBlank() || told.contains("null")) {
                assertThat(told).as("%s", each).isNotBlank().doesNotContain("null");
            }
        }
    }

    /** Nothing is left out that a person has to do: where the database says that the next call goes on, it does. */
    @Test
    void whatOnlyAPersonOrTheLedgerCanClearIsNeverCalledReady() {
        for (Case each : cases()) {
            boolean blocked = each.standsIn(Obstacle.Step.RESERVE);
            boolean open = switch (each.status()) {
                case PENDING -> true;
                case PROCESSING -> !each.cancelled();
                case COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> false;
            };
            if (blocked && open) {
                assertThat(WaitingRule.of(each.situation(), NOW).map(Waiting::reason))
                        .as("%s", each)
                        .isPresent()
                        .get()
                        .isNotIn(
                                Reason.READY,
                                Reason.NOT_STARTED,
                                Reason.OTHER_WORKERS,
                                Reason.NOT_FUNDED,
                                Reason.RETRY_LATER);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void aStopSaysSinceWhenAndWhoActs(FailureCode code) {
        if (!code.stopsTreasury()) {
            return;
        }
        for (DistributionStatus status : List.of(DistributionStatus.PENDING, DistributionStatus.PROCESSING)) {
            Situation situation = Case.plain(status)
                    .with(Obstacle.TREASURY_STOPPED)
                    .situation(new TreasuryStop(Failure.of(code, "said the ledger"), EARLIER));

            Waiting waiting = WaitingRule.of(situation, NOW).orElseThrow();

            assertThat(waiting.since()).isEqualTo(EARLIER);
            assertThat(waiting.actor()).isEqualTo(code.actor());
            assertThat(waiting.detail()).startsWith(code.name());
            assertThat(waiting.detail().contains("only a person may lift the stop"))
                    .isEqualTo(code.needsPerson() && !code.isOfHistory());
        }
    }

    @Test
    void whatIsPostponedUntilNowIsReady() {
        Situation known = Case.plain(DistributionStatus.PROCESSING).situation();
        Situation due = new Situation(
                known.distribution(),
                progress(DistributionStatus.PROCESSING, NOW, "LEDGER_BUSY (no room)"),
                known.obstacles(),
                known.stop(),
                known.probing(),
                known.history(),
                known.silence(),
                known.shortage(),
                known.worker());

        assertThat(WaitingRule.of(due, NOW)).map(Waiting::reason).contains(Reason.READY);
    }

    @Test
    void aDatabaseThatWasRestoredIsReadByTheNextCall() {
        Situation known = Case.plain(DistributionStatus.PROCESSING)
                .with(Obstacle.TREASURY_RECONCILING)
                .situation();
        Situation restored = new Situation(
                known.distribution(),
                known.progress(),
                known.obstacles(),
                known.stop(),
                known.probing(),
                FollowedHistory.never(true),
                known.silence(),
                known.shortage(),
                known.worker());

        assertThat(WaitingRule.of(restored, NOW)).hasValueSatisfying(waiting -> {
            assertThat(waiting.reason()).isEqualTo(Reason.RECONCILING);
            assertThat(waiting.detail()).contains("the database was restored").doesNotContain("null");
            assertThat(waiting.actor()).isEqualTo(Actor.NOBODY);
        });
    }

    @Test
    void aTemplateIsNeverToBeExecuted() {
        Recurrence monthly = Recurrence.monthly(NOW.atZone(ZoneOffset.UTC));
        DepositTrigger deposits =
                new DepositTrigger(AccountId.of("0.0.1001"), TokenId.of("0.0.429274"), BigDecimal.ONE);
        Map<Timing, Reason> expected = Map.of(
                new Timing.Recurring(monthly, monthly.first().orElseThrow()), Reason.NOT_DUE,
                new Timing.Recurring(monthly, null), Reason.NOT_DUE,
                new Timing.Automatic(deposits), Reason.NO_DEPOSIT);
        expected.forEach((timing, reason) -> {
            Situation known = Case.plain(DistributionStatus.PENDING).situation();
            Situation ofTemplate = new Situation(
                    distribution(timing, null, DistributionStatus.PENDING, null, false),
                    known.progress(),
                    known.obstacles(),
                    known.stop(),
                    known.probing(),
                    known.history(),
                    known.silence(),
                    known.shortage(),
                    known.worker());

            assertThat(WaitingRule.of(ofTemplate, NOW))
                    .as("%s", timing)
                    .map(Waiting::reason)
                    .contains(reason);
        });
    }

    private static Progress progress(DistributionStatus status, @Nullable Instant next, @Nullable String reason) {
        return new Progress(status, 4, 0, 2, 0, 0, 2, 200, 0, 0, 200, 2, 1, 0, next, reason);
    }

    private static Distribution distribution(Case of) {
        return distribution(
                of.due() ? new Timing.Manual() : new Timing.Scheduled(LATER, null),
                of.planned() ? new Plan(400, 400, 0, 4, 0, 2, "hash", EARLIER) : null,
                of.status(),
                of.failed() ? new StartFailure("the gateway gave no answer", LATER) : null,
                of.cancelled());
    }

    private static Distribution distribution(
            Timing timing,
            @Nullable Plan plan,
            DistributionStatus status,
            @Nullable StartFailure startFailure,
            boolean cancelRequested) {
        Treasury treasury = new Treasury(AccountId.of("0.0.1001"), TokenId.of("0.0.429274"));
        return new Distribution(
                new DistributionId(new UUID(0, 1)),
                new AssetId(new UUID(0, 2)),
                DistributionType.DIVIDEND,
                timing,
                null,
                "key",
                "fingerprint",
                "concept",
                null,
                new PayoutTerms(
                        PayoutType.PERCENTAGE,
                        AmountBasis.TOTAL,
                        new BigDecimal("0.000400"),
                        RemainderPolicy.DISTRIBUTE,
                        0,
                        false),
                treasury,
                new PaymentCurrency(treasury.token(), 6),
                HolderSource.REGISTER,
                null,
                null,
                plan,
                status,
                startFailure,
                false,
                cancelRequested,
                null,
                null,
                EARLIER,
                EARLIER);
    }
}
