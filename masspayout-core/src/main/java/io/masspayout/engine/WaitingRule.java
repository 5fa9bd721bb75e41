package io.masspayout.engine;

import io.masspayout.engine.Waiting.Reason;
import io.masspayout.model.Actor;
import io.masspayout.model.Distribution;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.StartFailure;
import io.masspayout.model.Timing;
import io.masspayout.model.TreasuryStop;
import io.masspayout.money.Units;
import io.masspayout.store.Obstacle;
import io.masspayout.store.Probing;
import io.masspayout.store.Progress;
import io.masspayout.store.Shortage;
import io.masspayout.store.Situation;
import java.time.Instant;
import java.util.Optional;

/**
 * What an unfinished distribution waits for, since when, and who has to act: decided from the database alone, so that every process, and
 * every call, gives the same answer.
 */
final class WaitingRule {

    private final Situation situation;
    private final Distribution distribution;
    private final Instant now;

    private WaitingRule(Situation situation, Instant now) {
        this.situation = situation;
        this.distribution = situation.distribution();
        this.now = now;
    }

    /** What the distribution waits for; empty when it has ended. */
    static Optional<Waiting> of(Situation situation, Instant now) {
        WaitingRule rule = new WaitingRule(situation, now);
        return switch (situation.distribution().status()) {
            case PENDING -> Optional.of(rule.beforeItsStart());
            case PROCESSING -> Optional.of(rule.whileItIsPaid());
            case COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    /** What keeps the distribution from being planned now, if anything does. */
    static Optional<Waiting> toPlan(Situation situation, Instant now) {
        return new WaitingRule(situation, now).toPlan();
    }

    private Optional<Waiting> toPlan() {
        return at(Obstacle.Step.PLAN).or(() -> distribution.isPlanned() ? Optional.empty() : notDue());
    }

    // What a person, or the ledger, has to clear comes before what the next call tries again: that would meet with it.
    private Waiting beforeItsStart() {
        return toPlan().or(() -> at(Obstacle.Step.RESERVE))
                .or(this::failed)
                .or(this::ledger)
                .or(this::treasuryShort)
                .orElseGet(() -> Waiting.on(Reason.NOT_STARTED, "execute it to pay"));
    }

    private Waiting whileItIsPaid() {
        return distribution.cancelRequested() ? whileItIsCancelled() : whileItIsSent();
    }

    private Waiting whileItIsSent() {
        return at(Obstacle.Step.RESERVE)
                .or(this::failed)
                .or(this::ledger)
                .or(() -> at(Obstacle.Step.SEND))
                .orElseGet(this::ofItsBatches);
    }

    // Nothing of it is sent any more, so nothing that forbids sending matters to it; what is in flight has to end.
    private Waiting whileItIsCancelled() {
        Waiting waiting = failed().orElseGet(this::ofItsBatches);
        return waiting.saying(
                "it is being cancelled, and what is in flight has to end on the ledger; " + waiting.detail());
    }

    private Waiting ofItsBatches() {
        return later().or(this::otherWorkers).orElseGet(this::ready);
    }

    /** What is known of a ledger that does not answer, or whose history is not compared far enough. */
    private Optional<Waiting> ledger() {
        return HistoryWaiting.known(situation.history())
                .or(() -> situation
                        .silence()
                        .map(silence -> Waiting.on(
                                        Reason.LEDGER_UNAVAILABLE,
                                        silence.reason() + ", as seen at " + silence.seenAt())
                                .since(silence.since())));
    }

    private Optional<Waiting> at(Obstacle.Step step) {
        return situation.obstacle(step).flatMap(this::behind);
    }

    private Optional<Waiting> behind(Obstacle obstacle) {
        return switch (obstacle) {
            // Asked only of a distribution that is under way. A history that is merely old is compared by the next
            // call.
            case NOT_PROCESSING, HISTORY_BEHIND -> Optional.empty();
            case TREASURY_RECONCILING -> Optional.of(HistoryWaiting.reconciling(situation.history()));
            case RECONCILING ->
                Optional.of(Refusals.waiting(obstacle.refusal()).since(distribution.reconcilingSince()));
            case NOT_FUNDED -> treasuryShort().or(() -> Optional.of(Refusals.waiting(obstacle.refusal())));
            case TREASURY_STOPPED ->
                situation.stop().map(this::treasuryStopped).or(() -> Optional.of(Refusals.waiting(obstacle.refusal())));
            case HELD, ASSET_PAUSED -> Optional.of(Refusals.waiting(obstacle.refusal()));
        };
    }

    private Optional<Waiting> notDue() {
        Timing timing = distribution.timing();
        return timing.match(
                manual -> Optional.empty(),
                scheduled -> Optional.of(scheduled.at())
                        .filter(now::isBefore)
                        .map(at -> Waiting.until(Reason.NOT_DUE, "reschedule it to pay at another time", at)),
                recurring -> Optional.of(Optional.ofNullable(recurring.next())
                        .map(next ->
                                Waiting.until(Reason.NOT_DUE, "the next is occurrence " + next.number(), next.at()))
                        .orElseGet(() -> Waiting.on(Reason.NOT_DUE, "no occurrence is left"))),
                automatic -> Optional.of(Waiting.on(Reason.NO_DEPOSIT, String.valueOf(automatic.trigger()))));
    }

    private Optional<Waiting> failed() {
        StartFailure failure = distribution.startFailure();
        return failure == null
                ? Optional.empty()
                : Optional.of(Waiting.until(Reason.RETRY_LATER, failure.reason(), failure.tryAgainAt()));
    }

    private Optional<Waiting> treasuryShort() {
        return situation.shortage().map(shortage -> treasuryShort(distribution, shortage));
    }

    private static Waiting treasuryShort(Distribution distribution, Shortage shortage) {
        String missing =
                Units.format(shortage.missing(), distribution.currency().decimals());
        return Waiting.on(
                        Reason.TREASURY_SHORT,
                        "treasury " + distribution.treasury() + " lacks " + missing
                                + " after everything it owes, as seen at " + shortage.seenAt()
                                + "; fund it and execute again")
                .since(shortage.since());
    }

    private Waiting treasuryStopped(TreasuryStop stop) {
        Optional<Probing> probing = situation.probing();
        if (probing.isPresent()) {
            return triedAgain(stop, probing.get());
        }
        Failure failure = stop.failure();
        FailureCode code = failure.code();
        String what = code.isOfHistory()
                ? "; reconcile, or declare the other book a neighbour"
                : code.needsPerson()
                        ? "; only a person may lift the stop, with liftTreasuryStop"
                        : "; mend it, and execute again";
        Actor actor = code.actor();
        return Waiting.on(Reason.TREASURY_STOPPED, failure + what)
                .since(stop.since())
                .by(actor);
    }

    private static Waiting triedAgain(TreasuryStop stop, Probing probing) {
        Instant next = probing.nextAt();
        String tries = "; no look at the treasury sees that, and " + probing.begun() + " of " + Probing.MAX
                + " tries with one batch were begun";
        return next == null
                ? Waiting.on(
                                Reason.TREASURY_STOPPED,
                                stop.failure() + tries + "; mend it, and lift the stop with liftTreasuryStop")
                        .since(stop.since())
                        .by(stop.failure().code().actor())
                : Waiting.until(
                                Reason.TREASURY_STOPPED,
                                stop.failure() + tries
                                        + "; mend it and wait for the next try, or lift the stop with liftTreasuryStop",
                                next)
                        .since(stop.since())
                        .by(stop.failure().code().actor());
    }

    private Optional<Waiting> later() {
        Progress progress = situation.progress();
        Instant next = progress.nextAttemptAt();
        if (next == null || !next.isAfter(now)) {
            return Optional.empty();
        }
        String reason = progress.nextReason();
        if (reason == null) {
            return Optional.of(Waiting.until(
                    Reason.RETRY_LATER, "the batch that is tried first has not met with a failure yet", next));
        }
        boolean refused = reason.startsWith(FailureCode.RECORDING_REFUSED.name());
        return Optional.of(Waiting.until(refused ? Reason.RECORDING_REFUSED : Reason.RETRY_LATER, reason, next));
    }

    private Optional<Waiting> otherWorkers() {
        return situation
                .worker()
                .map(worker -> Waiting.on(
                                Reason.OTHER_WORKERS,
                                open() + "; worker " + worker.owner() + " holds batches until " + worker.until()
                                        + ", unless it renews its lease")
                        .since(worker.since()));
    }

    private Waiting ready() {
        return Waiting.on(Reason.READY, open() + ", and no worker holds any; call execute or runDue");
    }

    private String open() {
        Progress progress = situation.progress();
        return progress.openBatches() + " batches are open, " + progress.inFlightBatches() + " of them in flight";
    }
}
