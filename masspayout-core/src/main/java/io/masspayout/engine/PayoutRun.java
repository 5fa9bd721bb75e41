package io.masspayout.engine;

import io.masspayout.bulkhead.Breakage;
import io.masspayout.engine.BatchWork.Answer;
import io.masspayout.engine.SettlementRules.Verdict;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.Distribution;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.HistoryStore;
import io.masspayout.store.InDoubtBatch;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.Postponement;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's way through one distribution: a loop of short steps on one thread, with ledger calls under way meanwhile. It keeps
 * nothing that the database does not have: whoever comes after a crash needs none of its memory. Outcomes, intents and claims of many
 * batches are written together, so the busier the database is, the fewer transactions it gets.
 */
final class PayoutRun {

    /** What a step came to. */
    enum Step {
        /** Something was done; there may be more to do at once. */
        PROGRESSED,
        /** Nothing to do until an answer comes. */
        AWAITING,
        /** Nothing is in progress and nothing can be begun now. */
        DONE
    }

    /** A claim takes no more, so that several workers share the work evenly towards its end. */
    private static final int MAX_CLAIM = 32;

    /** With less than this part of its validity left a transaction would hardly arrive in time: it is given up unsent. */
    private static final int VALIDITY_PARTS_TO_SEND = 10;

    /**
     * A run that is busy looks this often for what a dead worker may have sent. Its lease has run out by then, and nobody else may
     * come by before a long run has ended.
     */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** A run asks this often whether the ledger's history is due to be looked at: three times within the interval. */
    private static final Duration BETWEEN_HISTORY_LOOKS = HistoryStore.INTERVAL.dividedBy(3);

    private static final Logger log = LoggerFactory.getLogger(PayoutRun.class);

    private final RunContext context;
    private final Distribution distribution;
    private final PaymentStore store;
    private final Lease lease;
    private final TimeSlice slice;
    private final LedgerCalls calls;
    private final Recording recording;
    private final Preparation preparation;
    private final Pace pace;
    private final Window window;
    private final SettlementRules rules;
    private final Backoff backoff;
    private final Duration leastValidity;

    /** What was due when the run began is its work; what it postpones itself is a later run's, or it would never end. */
    private final Instant startedAt;

    private final HeldBatches inProgress;
    private final Deque<Answer.WasSigned> signed = new ArrayDeque<>();
    private final Deque<Answer.Resolved> toSendAgain = new ArrayDeque<>();
    private Optional<Waiting> obstacle;
    private boolean moreToClaim = true;
    private int leftToBegin;
    private Instant lookedAt = Instant.MIN;
    private Instant historyLookedAt;

    /** A run that may send only when it has leave to; it resolves what is in doubt in any case. */
    PayoutRun(RunContext context, Distribution distribution, Lease lease, TimeSlice slice, TreasuryGate.Leave leave) {
        this.context = context;
        this.distribution = distribution;
        this.store = context.store();
        PaymentLedger ledger = context.ledger();
        this.lease = lease;
        this.slice = slice;
        this.obstacle = leave.obstacle();
        this.leftToBegin = leave.batches();
        this.calls = new LedgerCalls(ledger, context.surroundings(), context.questions());
        this.recording = new Recording(store, lease);
        this.preparation = new Preparation(distribution, recording, context);
        this.startedAt = context.now();
        this.historyLookedAt = startedAt;
        this.inProgress = new HeldBatches(store, lease, startedAt);
        this.pace = new Pace(ledger.limits().batchesPerSecond(), startedAt);
        this.window = new Window(
                Math.min(context.settings().maxInFlight(), ledger.limits().maxInFlight()),
                lease.length(),
                ledger.limits().validity());
        this.backoff = new Backoff(context.settings().retries(), context.random());
        this.rules = new SettlementRules(context.settings().retries(), context.random(), startedAt);
        this.leastValidity = ledger.limits().validity().dividedBy(VALIDITY_PARTS_TO_SEND);
    }

    /** Works until nothing more can be done now; returns what stands against going on, if anything does. */
    Optional<Waiting> toEnd() {
        try {
            Step step = step();
            while (step != Step.DONE) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (step == Step.AWAITING) {
                    calls.await(patience());
                }
                step = step();
            }
            store.release(lease);
            return obstacle;
        } catch (InterruptedException e) {
            store.release(lease);
            return Optional.of(Waiting.interrupted());
        } catch (Throwable e) {
            Breakage.throwIfOfTheJvm(e);
            giveBack(e);
            throw e;
        }
    }

    /** One round: record what came back, send what may be sent, begin what there is room for. */
    Step step() {
        // Before the answers are looked at: what comes later, perhaps during a long pause of this process, is no
        // silence.
        Instant listenedAt = context.now();
        boolean progressed = handle(calls.drain());
        progressed |= sendAgain();
        progressed |= send();
        inProgress.renew(context.now());
        inProgress.leaveTheSilent(listenedAt);
        progressed |= begin(progressed);
        if (progressed) {
            return Step.PROGRESSED;
        }
        return inProgress.isEmpty() ? Step.DONE : Step.AWAITING;
    }

    // Recording -------------------------------------------------------------------------------------------------------

    private boolean handle(List<Answer> answers) {
        window.nextRound();
        List<Verdict> verdicts = new ArrayList<>();
        List<Postponement> postponements = new ArrayList<>();
        Instant now = context.now();
        for (Answer answer : answers) {
            BatchWork work = answer.work();
            window.answered(Duration.between(work.begunAt(), now));
            answer.<Runnable>match(
                            was -> () -> signed.add(was),
                            not -> () -> notSigned(work, not.failure(), verdicts, postponements, now),
                            submitted -> () -> submitted(submitted, verdicts, postponements, now),
                            resolved -> () -> resolved(resolved, verdicts, postponements, now))
                    .run();
        }
        settle(verdicts, now);
        postpone(postponements);
        return !answers.isEmpty();
    }

    private void notSigned(
            BatchWork work, Failure failure, List<Verdict> verdicts, List<Postponement> postponements, Instant now) {
        log.info("{}: distribution {} batch {} not signed: {}", lease, distribution.id(), work.id(), failure);
        if (failure.code().leavesSigningOpen()) {
            postponements.add(backoff.takeUpAgain(work, failure, now));
        } else {
            verdicts.add(rules.neverSent(work, null, failure, now));
        }
    }

    private void submitted(
            Answer.Submitted answer, List<Verdict> verdicts, List<Postponement> postponements, Instant now) {
        BatchWork work = answer.work();
        answer.submission()
                .<Runnable>match(
                        settled -> () ->
                                verdicts.add(rules.settled(work, answer.signed().transactionId(), settled, now)),
                        refused -> () -> refused(answer, refused.failure(), postponements, now),
                        unknown -> () -> {
                            note(answer.signed(), "in doubt", unknown);
                            inProgress.put(work, now);
                            calls.resolve(work, answer.signed());
                        })
                .run();
    }

    // Of this send only: an earlier one may have got through, so the id stays open until the ledger ends it.
    private void refused(Answer.Submitted answer, Failure failure, List<Postponement> postponements, Instant now) {
        note(answer.signed(), "refused", failure);
        if (failure.code().stopsTreasury()) {
            stopTreasury(failure);
        }
        postponements.add(backoff.askAgain(answer.work(), answer.signed(), failure, now));
    }

    private void resolved(
            Answer.Resolved answer, List<Verdict> verdicts, List<Postponement> postponements, Instant now) {
        BatchWork work = answer.work();
        answer.resolution()
                .<Runnable>matchFate(
                        settled -> () ->
                                verdicts.add(rules.settled(work, answer.signed().transactionId(), settled, now)),
                        dead -> () -> {
                            note(answer.signed(), "can never happen", dead.evidence());
                            verdicts.add(rules.dead(work, answer.signed().transactionId(), dead.evidence(), now));
                        },
                        unknown -> () -> stillInDoubt(answer, unknown, postponements, now))
                .run();
    }

    private void stillInDoubt(
            Answer.Resolved answer, Resolution.Unknown unknown, List<Postponement> postponements, Instant now) {
        BatchWork work = answer.work();
        if (obstacle.isEmpty()
                && work.takenOver()
                && now.isBefore(answer.signed().validUntil())) {
            // What this run sent itself a moment ago is not sent again at once; what it took over is.
            toSendAgain.add(answer);
        } else {
            Failure doubt = Failure.of(FailureCode.LEDGER_UNAVAILABLE, "fate unknown: " + unknown);
            postponements.add(backoff.askAgain(work, answer.signed(), doubt, now));
        }
    }

    private void settle(List<Verdict> verdicts, Instant now) {
        if (verdicts.isEmpty()) {
            return;
        }
        verdicts.stream()
                .flatMap(verdict -> verdict.treasuryFailure().stream())
                .findFirst()
                .ifPresent(this::stopTreasury);
        // After a long pause a batch may have been given up and asked for again while its first answer was on its way.
        // Each answer is recorded, in a call of its own: they should be the same, and if not, that is to be known.
        Map<BatchId, Verdict> firstOfEach = new LinkedHashMap<>();
        List<Verdict> further = verdicts.stream()
                .filter(verdict -> firstOfEach.putIfAbsent(verdict.settlement().batchId(), verdict) != null)
                .toList();
        record(firstOfEach, now);
        settle(further, now);
    }

    private void record(Map<BatchId, Verdict> verdicts, Instant now) {
        Map<BatchId, Settlement> settlements = new LinkedHashMap<>();
        verdicts.forEach((id, verdict) -> settlements.put(id, verdict.settlement()));
        Map<BatchId, SettleResult> results = recording.settle(settlements, now);
        for (Verdict verdict : verdicts.values()) {
            BatchId id = verdict.settlement().batchId();
            inProgress.remove(id);
            SettleResult result = results.getOrDefault(id, SettleResult.NOT_OURS);
            Runnable consequence = switch (result) {
                case RECORDED ->
                    () -> context.announcer().tell(listener -> listener.settled(distribution, verdict.settlement()));
                case CONTRADICTION -> () -> contradicted(verdict);
                // The same end is recorded already, or the batch has moved on: it is the database's word that counts.
                case ALREADY, NOT_OURS -> () -> {};
            };
            consequence.run();
            moreToClaim |= !verdict.settlement().retried().isEmpty();
        }
    }

    private void contradicted(Verdict verdict) {
        log.error(
                "{}: distribution {} batch {}: {} contradicts what was recorded; reconcile, then lift the treasury's stop",
                lease,
                distribution.id(),
                verdict.settlement().batchId(),
                verdict.settlement().ending());
        obstacle = Optional.of(Refusals.waiting(IntentResult.TREASURY_STOPPED));
    }

    private void postpone(List<Postponement> postponements) {
        if (!postponements.isEmpty()) {
            store.postpone(lease, postponements);
            postponements.forEach(postponement -> inProgress.remove(postponement.batchId()));
        }
    }

    private void note(Signed transaction, String event, Object detail) {
        log.info(
                "{}: distribution {} batch {} transaction {} {}: {}",
                lease,
                distribution.id(),
                transaction.batchId(),
                transaction.transactionId(),
                event,
                detail);
    }

    private void stopTreasury(Failure failure) {
        obstacle = Optional.of(
                context.gate().stopAfterFailure(distribution.treasury(), failure, context.act("stopped by a batch")));
    }

    // Sending ---------------------------------------------------------------------------------------------------------

    private boolean send() {
        Map<BatchId, Answer.WasSigned> ready = new LinkedHashMap<>();
        List<Verdict> expired = new ArrayList<>();
        Instant now = context.now();
        int permits = pace.permits(now);
        while (!signed.isEmpty() && ready.size() < permits) {
            Answer.WasSigned next = signed.remove();
            if (isWorthSending(next.signed().validUntil(), now)) {
                ready.put(next.work().id(), next);
            } else {
                expired.add(expired(next.work(), next.signed().transactionId(), now));
            }
        }
        settle(expired, now);
        if (ready.isEmpty()) {
            return !expired.isEmpty();
        }
        Map<BatchId, Signed> bytes = new LinkedHashMap<>();
        ready.forEach((id, was) -> bytes.put(id, was.signed()));
        Map<BatchId, IntentResult> results = recording.intend(bytes, now);
        ready.forEach((id, was) ->
                submitIfGranted(was.work(), was.signed(), results.getOrDefault(id, IntentResult.LEASE_LOST)));
        return true;
    }

    private boolean sendAgain() {
        Map<BatchId, Answer.Resolved> ready = new LinkedHashMap<>();
        int permits = pace.permits(context.now());
        while (!toSendAgain.isEmpty() && ready.size() < permits) {
            Answer.Resolved next = toSendAgain.remove();
            ready.put(next.work().id(), next);
        }
        if (ready.isEmpty()) {
            return false;
        }
        Map<BatchId, IntentResult> results = store.intendAgain(lease, ready.keySet());
        ready.forEach((id, again) -> submitIfGranted(
                again.work().sentAgain(), again.signed(), results.getOrDefault(id, IntentResult.LEASE_LOST)));
        return true;
    }

    private void submitIfGranted(BatchWork work, Signed bytes, IntentResult result) {
        if (result.isGranted()) {
            pace.sent(1);
            inProgress.put(work, context.now());
            calls.submit(work, bytes);
            return;
        }
        log.info("{}: distribution {} batch {} not sent: {}", lease, distribution.id(), work.id(), result);
        inProgress.remove(work.id());
        if (result.isOfTheDistribution()) {
            obstacle = Optional.of(Refusals.waiting(result));
        }
    }

    // Beginning -------------------------------------------------------------------------------------------------------

    /** As long as answers come in, room is left to add up: taking on many costs hardly more than taking on one. */
    private boolean begin(boolean busy) {
        int room = window.room(inProgress.size());
        if (room <= 0 || (busy && room < Math.min(MAX_CLAIM, window.room(0)))) {
            return false;
        }
        lookAtHistory();
        boolean idle = inProgress.isEmpty();
        int limit = Math.min(room, MAX_CLAIM);
        boolean look = !context.now().isBefore(lookedAt.plus(BETWEEN_LOOKS));
        boolean begun = look && resolveInDoubt(limit);
        if (obstacle.isEmpty() && leftToBegin > 0 && (idle || moreToClaim)) {
            begun |= mayGoOn() && claim(Math.min(limit, leftToBegin));
        }
        // Before it ends, a run has looked once more.
        return begun || (idle && !look && resolveInDoubt(limit));
    }

    /** A database that is replaced by an older one in the middle of a run is noticed, and what others pay by a copy of it. */
    private void lookAtHistory() {
        Instant now = context.now();
        if (obstacle.isEmpty() && !now.isBefore(historyLookedAt.plus(BETWEEN_HISTORY_LOOKS))) {
            historyLookedAt = now;
            obstacle = context.history().stillOpen(distribution.treasury(), context.act("look at the history"));
        }
    }

    private boolean mayGoOn() {
        if (slice.isOver(context.now())) {
            obstacle = Optional.of(Waiting.othersWait());
        }
        return obstacle.isEmpty();
    }

    private boolean resolveInDoubt(int limit) {
        List<InDoubtBatch> found = store.claimInDoubt(distribution.id(), lease, startedAt, limit);
        if (found.size() < limit) {
            // A busy run has room for a few at a time: as long as there may be more, it looks again in the next round.
            lookedAt = context.now();
        }
        List<InDoubtBatch> inDoubt = found.stream()
                // After a long pause of this process its own leases may be over, too; their answers are on the way.
                .filter(batch -> !inProgress.holds(batch.id()))
                .toList();
        for (InDoubtBatch batch : inDoubt) {
            Instant now = context.now();
            BatchWork work = BatchWork.of(batch, now);
            inProgress.put(work, now);
            calls.resolve(work, batch.signed());
        }
        return !inDoubt.isEmpty();
    }

    private boolean claim(int limit) {
        Instant now = context.now();
        List<ClaimedBatch> claimed = store.claim(distribution.id(), lease, startedAt, limit);
        moreToClaim = claimed.size() == limit;
        leftToBegin -= claimed.size();
        if (claimed.isEmpty()) {
            return false;
        }
        List<Verdict> expired = new ArrayList<>();
        List<BatchWork> fresh = new ArrayList<>();
        for (ClaimedBatch batch : claimed) {
            BatchWork work = BatchWork.of(batch, now);
            Optional<Allocated> stored = batch.allocated();
            if (stored.isEmpty()) {
                fresh.add(work);
            } else if (isWorthSending(stored.get().validUntil(), now)) {
                inProgress.put(work.with(stored.get()), now);
                calls.sign(work.with(stored.get()), stored.get());
            } else {
                expired.add(expired(work, stored.get().transactionId(), now));
            }
        }
        settle(expired, now);
        Preparation.Outcome prepared = preparation.prepare(fresh, now);
        postpone(prepared.failed().entrySet().stream()
                .map(failed -> backoff.takeUpAgain(failed.getKey(), failed.getValue(), now))
                .toList());
        for (Preparation.Prepared ready : prepared.ready()) {
            inProgress.put(ready.work(), context.now());
            calls.sign(ready.work(), ready.allocated());
        }
        return true;
    }

    private boolean isWorthSending(Instant validUntil, Instant now) {
        return now.plus(leastValidity).isBefore(validUntil);
    }

    // Never an intent, so never sent: the id can be given up on our own clock.
    private Verdict expired(BatchWork work, LedgerTransactionId id, Instant now) {
        return rules.neverSent(
                work, id, Failure.of(FailureCode.EXPIRED_UNSEEN, "its window closed before it was signed"), now);
    }

    private Duration patience() {
        Duration untilRenewal = inProgress.untilRenewal();
        boolean paced = !signed.isEmpty() || !toSendAgain.isEmpty();
        return paced && pace.untilNext().compareTo(untilRenewal) < 0 ? pace.untilNext() : untilRenewal;
    }

    private void giveBack(Throwable cause) {
        try {
            store.release(lease);
        } catch (RuntimeException e) {
            // The leases run out by themselves; what the caller has to hear is the cause.
            cause.addSuppressed(e);
        }
    }
}
