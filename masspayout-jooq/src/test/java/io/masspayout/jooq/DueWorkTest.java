package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.masspayout.contract.AtOnce;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.Waiting;
import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Origin;
import io.masspayout.model.Timing;
import io.masspayout.processing.ClockSkewException;
import io.masspayout.processing.DueStarts;
import io.masspayout.processing.DueWork;
import io.masspayout.processing.Occurrences;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.schedule.MissedOccurrences;
import io.masspayout.schedule.Recurrence;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.PageRequest;
import io.masspayout.store.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runDue does about time, on the real store, with a clock that is set by hand. */
class DueWorkTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Instant START = DueScene.START;

    private static StoreSchema schema;
    private DueScene scene;

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @BeforeEach
    void open() {
        schema.clear();
        scene = new DueScene(schema.store());
    }

    // ---- scheduled

    @Test
    void nothingIsPaidBeforeItsTimeAndEverythingFromItOn() {
        Distribution tonight = scene.declare("tonight", request -> request.at(START.plusSeconds(60)));

        assertThat(scene.runDueAt(START.plusSeconds(59)).worked()).isEmpty();
        assertThat(scene.client.payouts().execute(tonight.id()).waiting())
                .map(Waiting::reason)
                .as("nor by a call of execute")
                .contains(Waiting.Reason.NOT_DUE);

        assertThat(scene.runDueAt(START.plusSeconds(60)).worked())
                .extracting(
                        summary -> summary.distribution().id(),
                        summary -> summary.distribution().status())
                .containsExactly(tuple(tonight.id(), DistributionStatus.COMPLETED));
        assertThat(scene.network.paid(tonight.id())).isEqualTo(600);
        assertThat(scene.runDueAt(START.plusSeconds(61)).worked()).isEmpty();
    }

    @Test
    void overdueIsDue() {
        Distribution yesterday = scene.declare("yesterday", request -> request.at(START.minus(Duration.ofDays(1))));

        scene.runDueAt(START);

        assertThat(status(yesterday)).isEqualTo(DistributionStatus.COMPLETED);
    }

    @Test
    void aLocalTimeIsThatOfItsZone() {
        LocalDateTime nineInMadrid = LocalDateTime.of(2026, 11, 27, 9, 0);
        Distribution scheduled = scene.declare("nine", request -> request.at(nineInMadrid, MADRID));

        assertThat(scheduled.timing()).isEqualTo(new Timing.Scheduled(Instant.parse("2026-11-27T08:00:00Z"), MADRID));
    }

    @Test
    void anotherTimeHoldsUntilItIsStarted() {
        Distribution distribution = scene.declare("later", request -> request.at(START.plusSeconds(60)));

        scene.client.distributions().reschedule(distribution.id(), START.plusSeconds(3_600), "alice", "not yet");
        assertThat(scene.runDueAt(START.plusSeconds(60)).worked()).isEmpty();
        scene.client.distributions().reschedule(distribution.id(), START.plusSeconds(90), "alice", "sooner");
        scene.runDueAt(START.plusSeconds(90));

        assertThat(status(distribution)).isEqualTo(DistributionStatus.COMPLETED);
        assertThatThrownBy(() -> scene.client
                        .distributions()
                        .reschedule(distribution.id(), START.plusSeconds(3_600), "alice", "again"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("COMPLETED");
    }

    @Test
    void whatIsCancelledBeforeItsTimeIsNeverPaid() {
        Distribution distribution = scene.declare("mistake", request -> request.at(START.plusSeconds(60)));

        scene.client.distributions().cancel(distribution.id(), "alice", "mistake");

        assertThat(scene.runDueAt(START.plusSeconds(61)).worked()).isEmpty();
        assertThat(scene.network.paid(distribution.id())).isZero();
    }

    @Test
    void whoCannotStartKeepsNobodyWaiting() {
        for (int i = 0; i < DueStarts.MAX_PER_CALL; i++) {
            int number = i;
            scene.declare(
                    "too small " + i,
                    request -> request.at(START.plusSeconds(number)).minimumPayment("7.00"));
        }
        Distribution last = scene.declare("last", request -> request.at(START.plusSeconds(1_000)));
        Instant later = START.plusSeconds(2_000);

        DueWork first = scene.runDueAt(later);
        DueWork second = scene.runDueAt(later);

        assertThat(first.failed()).hasSize(DueStarts.MAX_PER_CALL);
        assertThat(second.worked()).hasSize(1);
        assertThat(status(last)).isEqualTo(DistributionStatus.COMPLETED);
        DistributionSummary stuck = scene.client
                .distributions()
                .summary(first.failed().keySet().iterator().next());
        Waiting waiting = stuck.waiting().orElseThrow();
        assertThat(waiting.reason()).isEqualTo(Waiting.Reason.RETRY_LATER);
        assertThat(waiting.detail()).contains("minimumPayment");
        assertThat(scene.runDueAt(Objects.requireNonNull(waiting.until())).failed())
                .as("and is tried again")
                .isNotEmpty();
    }

    // ---- recurring

    @Test
    void eachOccurrenceIsADistributionOfItsOwn() {
        Distribution template = scene.declare(
                "daily", request -> request.every(daily(START.plusSeconds(60)).times(3)));

        assertThat(scene.runDueAt(START.plusSeconds(59)).created()).isEmpty();
        for (int day = 0; day < 3; day++) {
            DueWork work = scene.runDueAt(START.plusSeconds(60).plus(Duration.ofDays(day)));
            assertThat(work.created()).hasSize(1);
            assertThat(work.worked())
                    .extracting(summary -> summary.distribution().status())
                    .containsExactly(DistributionStatus.COMPLETED);
        }

        assertThat(status(template)).as("after its last occurrence").isEqualTo(DistributionStatus.COMPLETED);
        assertThat(dueTimes(template))
                .containsExactly(
                        START.plusSeconds(60),
                        START.plusSeconds(60).plus(Duration.ofDays(1)),
                        START.plusSeconds(60).plus(Duration.ofDays(2)));
        assertThat(scene.runDueAt(START.plus(Duration.ofDays(9))).created()).isEmpty();
    }

    @Test
    void theTemplateItselfIsNeverPaid() {
        Distribution template = scene.declare("daily", request -> request.every(daily(START)));

        assertThatThrownBy(() -> scene.client.payouts().execute(template.id()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("RECURRING");
    }

    @Test
    void exclusionsGoOverToEachOccurrence() {
        scene.declare("daily", request -> request.every(daily(START)).exclude("0.0.2000"));

        Distribution made =
                scene.client.distributions().get(scene.runDueAt(START).created().get(0));

        assertThat(scene.network.paidTo(AccountId.of("0.0.2000"), made.id())).isZero();
        assertThat(scene.network.paid(made.id())).isEqualTo(600);
    }

    @Test
    void missedOccurrencesAreRunAllOrTheLatestOrNone() {
        Distribution all = scene.declare("all", request -> request.every(daily(START)));
        Distribution latest =
                scene.declare("latest", request -> request.every(daily(START).missed(MissedOccurrences.RUN_LATEST)));
        Distribution none =
                scene.declare("none", request -> request.every(daily(START).skipAfter(Duration.ofMinutes(15))));

        DueWork work = scene.runDueAt(START.plus(Duration.ofDays(3)).plusSeconds(3_600));

        assertThat(dueTimes(all)).hasSize(4);
        assertThat(dueTimes(latest)).containsExactly(START.plus(Duration.ofDays(3)));
        assertThat(dueTimes(none)).isEmpty();
        assertThat(work.leftOut()).isEqualTo(3 + 4);
        scene.runDueAt(START.plus(Duration.ofDays(4)).plusSeconds(60));
        assertThat(dueTimes(none)).as("in time").containsExactly(START.plus(Duration.ofDays(4)));
    }

    @Test
    void whileHeldNothingIsMadeAndWhenCancelledNothingMore() {
        Distribution template = scene.declare("daily", request -> request.every(daily(START)));
        scene.client.distributions().hold(template.id(), "alice", "under review");

        assertThat(scene.runDueAt(START).created()).isEmpty();
        scene.client.distributions().resume(template.id(), "alice", "fine");
        assertThat(scene.runDueAt(START).created()).hasSize(1);
        scene.client.distributions().cancel(template.id(), "alice", "enough");

        assertThat(scene.runDueAt(START.plus(Duration.ofDays(9))).created()).isEmpty();
        assertThat(status(template)).isEqualTo(DistributionStatus.CANCELLED);
    }

    @Test
    void ofManyWorkersOneTakesATurn() throws Exception {
        Distribution template =
                scene.declare("hourly", request -> request.every(Recurrence.hourly(START.atZone(MADRID))));
        JooqPayoutStore store = schema.store();
        Timing.Recurring timing = (Timing.Recurring) template.timing();
        var first = Objects.requireNonNull(timing.next());
        var second = timing.recurrence().next(first).orElseThrow();

        List<Boolean> taken = AtOnce.times(8, () -> {
            Distribution child = template.child(
                    new Origin.Turn(template.id(), first),
                    new Timing.Scheduled(first.at(), MADRID),
                    template.terms(),
                    first.at(),
                    START);
            return store.takeTurn(template.id(), new Turn(first, child, 0, second), new Act("test", "", START));
        });

        assertThat(taken).filteredOn(took -> took).hasSize(1);
        assertThat(dueTimes(template)).containsExactly(START);
    }

    // ---- after a restore

    @Test
    void anOccurrenceThatARestoredDatabaseHasForgottenIsNotPaidAgain() {
        Distribution template = scene.declare("daily", request -> request.every(daily(START)));
        Distribution paid =
                scene.client.distributions().get(scene.runDueAt(START).created().get(0));
        assertThat(scene.network.paid(paid.id())).isEqualTo(600);
        forgetWhatWasMadeOf(template);

        scene.clock.set(START.plus(Duration.ofHours(1)));
        assertThat(scene.client.processing().makeOccurrences().created())
                .as("made again, it is the same distribution")
                .containsExactly(paid.id());
        assertThat(scene.client.payouts().reconcile("alice", "restored").finished())
                .isFalse();
        scene.clock.advance(Duration.ofMinutes(10));
        assertThat(scene.client.payouts().reconcile("alice", "restored").finished())
                .isTrue();
        scene.client.processing().runDue();

        assertThat(status(paid)).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(scene.network.paid(paid.id())).as("once").isEqualTo(600);
    }

    private static void forgetWhatWasMadeOf(Distribution template) {
        String in = schema.name() + ".";
        schema.withoutTriggers(
                "DELETE FROM " + in + "followed_history",
                "DELETE FROM " + in + "payment_attempt",
                "DELETE FROM " + in + "holder WHERE distribution_id IS NOT NULL",
                "DELETE FROM " + in + "batch_payout",
                "DELETE FROM " + in + "distribution WHERE parent_id IS NOT NULL",
                "UPDATE " + in + "distribution SET next_occurrence = 1, next_occurrence_at = '" + START
                        + "' WHERE id = '" + template.id() + "'");
    }

    // ---- after an outage

    @Test
    void afterThreeDaysEverythingIsDoneInDueOrderWithinTheBounds() {
        Random dice = new Random(5);
        for (int i = 0; i < 150; i++) {
            Instant due = START.plusSeconds(dice.nextInt(3 * 86_400));
            scene.declare("scheduled " + i, request -> request.at(due));
        }
        for (int i = 0; i < 3; i++) {
            ZonedDateTime start = START.plusSeconds(dice.nextInt(3_600)).atZone(MADRID);
            scene.declare("hourly " + i, request -> request.every(Recurrence.hourly(start)));
        }
        Instant back = START.plus(Duration.ofDays(3));
        int expected = 150 + 3 * 72;

        List<Instant> started = new ArrayList<>();
        int calls = 0;
        for (DueWork work = scene.runDueAt(back); !work.worked().isEmpty(); work = scene.runDueAt(back)) {
            calls++;
            assertThat(work.failed()).isEmpty();
            assertThat(work.created()).hasSizeLessThanOrEqualTo(Occurrences.MAX_PER_CALL);
            assertThat(work.worked()).hasSizeLessThanOrEqualTo(DueStarts.MAX_PER_CALL);
            work.worked()
                    .forEach(summary -> started.add(
                            ((Timing.Scheduled) summary.distribution().timing()).at()));
        }

        assertThat(started).as("due order").hasSize(expected).isSorted();
        assertThat(calls).as("calls").isEqualTo((expected + DueStarts.MAX_PER_CALL - 1) / DueStarts.MAX_PER_CALL);
    }

    // ---- clocks

    @Test
    void aHostWhoseClockIsOffDoesNothing() {
        DueScene strict = new DueScene(schema.store(), host -> host.processing(ProcessingSettings.defaults()));
        Distribution due = strict.declare("due", request -> request.at(START.minus(Duration.ofDays(30))));

        strict.clock.set(schema.store().databaseTime().plusSeconds(40));
        assertThatThrownBy(() -> strict.client.processing().runDue())
                .isInstanceOf(ClockSkewException.class)
                .hasMessageContaining("set the clocks");
        strict.clock.set(schema.store().databaseTime().minusSeconds(40));
        assertThatThrownBy(() -> strict.client.processing().runDue()).isInstanceOf(ClockSkewException.class);
        assertThat(status(due)).isEqualTo(DistributionStatus.PENDING);

        strict.clock.set(schema.store().databaseTime().plusSeconds(10));
        strict.client.processing().runDue();
        assertThat(status(due)).isEqualTo(DistributionStatus.COMPLETED);
    }

    private DistributionStatus status(Distribution distribution) {
        return scene.client.distributions().get(distribution.id()).status();
    }

    private List<Instant> dueTimes(Distribution template) {
        return scene
                .client
                .distributions()
                .madeBy(template.id(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items()
                .stream()
                .map(made -> ((Origin.Turn) Objects.requireNonNull(made.origin()))
                        .occurrence()
                        .at())
                .sorted()
                .toList();
    }

    private static Recurrence daily(Instant start) {
        return Recurrence.daily(start.atZone(MADRID));
    }
}
