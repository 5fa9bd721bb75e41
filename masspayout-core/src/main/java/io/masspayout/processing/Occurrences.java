package io.masspayout.processing;

import io.masspayout.bulkhead.Bulkhead;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Origin;
import io.masspayout.model.Timing;
import io.masspayout.schedule.Occurrence;
import io.masspayout.schedule.Recurrence;
import io.masspayout.store.Act;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the distributions of occurrences that have come, over all recurring ones in due order. */
public final class Occurrences implements DuePart {

    /**
     * Steps in one call, so that it stays bounded whatever has piled up. As many recurring distributions are looked at: the next one's turn
     * cannot come before that many steps are taken.
     */
    public static final int MAX_PER_CALL = 100;

    private static final Logger log = LoggerFactory.getLogger(Occurrences.class);

    private final PayoutStore store;
    private final String worker;
    private final Bulkhead bulkhead;

    public Occurrences(PayoutStore store, String worker, Bulkhead bulkhead) {
        this.store = store;
        this.worker = worker;
        this.bulkhead = bulkhead;
    }

    private record Waiting(Distribution template, Recurrence recurrence, Occurrence next) {}

    /** What a call has come to so far. */
    private static final class Result {
        final List<DistributionId> made = new ArrayList<>();
        final Map<DistributionId, String> failed = new LinkedHashMap<>();
        long leftOut;
    }

    @Override
    public DueWork run(Instant now, TimeShare share) {
        PriorityQueue<Waiting> queue = new PriorityQueue<>(
                Comparator.comparing((Waiting waiting) -> waiting.next().at())
                        .thenComparing(waiting -> waiting.template().id().value()));
        Result result = new Result();
        for (DistributionId id : store.dueRecurring(now, MAX_PER_CALL)) {
            // Read one by one: a row that this JVM cannot read, of a zone that it does not know, is a failure of its
            // own.
            behindBulkhead(id, result, now, () -> {
                Distribution template =
                        store.distribution(id).orElseThrow(() -> new NotFoundException("distribution", id));
                add(queue, template, recurring(template).next(), now);
            });
        }
        for (int step = 0; step < MAX_PER_CALL && !queue.isEmpty() && !share.isOver(); step++) {
            Waiting waiting = queue.remove();
            behindBulkhead(waiting.template().id(), result, now, () -> {
                Optional<Turn> taken = take(waiting, result, now);
                // Not taken, another worker has moved on with it, and goes on with it.
                taken.ifPresent(turn -> add(queue, waiting.template(), turn.next(), now));
            });
        }
        return DueWork.made(result.made, result.leftOut, result.failed);
    }

    private Optional<Turn> take(Waiting waiting, Result result, Instant now) {
        Distribution template = waiting.template();
        Turn turn = turn(waiting, now);
        if (!store.takeTurn(
                template.id(), turn, new Act(worker, "occurrence " + turn.from().number(), now))) {
            return Optional.empty();
        }
        if (turn.child() != null) {
            result.made.add(turn.child().id());
        }
        result.leftOut += turn.leftOut();
        if (template.startFailure() != null) {
            store.workSucceeded(template.id(), now);
        }
        return Optional.of(turn);
    }

    private void behindBulkhead(DistributionId id, Result result, Instant now, Runnable step) {
        bulkhead.run(step).ifPresent(why -> {
            log.warn("distribution {}: its occurrence could not be made", id, why.cause());
            result.failed.put(id, why.reason());
            bulkhead.run(() -> store.workFailed(id, why.reason(), now))
                    .ifPresent(notNoted -> log.warn("distribution {}: nor could that be noted", id, notNoted.cause()));
        });
    }

    // The store finds nothing else due to recur.
    private static Timing.Recurring recurring(Distribution template) {
        return template.timing()
                .match(
                        manual -> notRecurring(template),
                        scheduled -> notRecurring(template),
                        recurring -> recurring,
                        automatic -> notRecurring(template));
    }

    private static Timing.Recurring notRecurring(Distribution template) {
        throw new IllegalStateException(
                "distribution " + template.id() + " is " + template.executionType() + " and does not recur");
    }

    private static void add(
            PriorityQueue<Waiting> queue, Distribution template, @Nullable Occurrence next, Instant now) {
        if (next != null && !next.at().isAfter(now)) {
            queue.add(new Waiting(template, recurring(template).recurrence(), next));
        }
    }

    private Turn turn(Waiting waiting, Instant now) {
        Occurrence from = waiting.next();
        Recurrence recurrence = waiting.recurrence();
        Occurrence last = recurrence.missed().runsEach()
                ? from
                : recurrence.latest(from, now).orElse(from);
        long earlier = last.number() - from.number();
        boolean tooLate = recurrence.missed().leavesOutTheLate()
                && last.at().plus(recurrence.grace()).isBefore(now);
        return new Turn(
                from,
                tooLate ? null : child(waiting, last, now),
                tooLate ? earlier + 1 : earlier,
                recurrence.next(last).orElse(null));
    }

    private Distribution child(Waiting waiting, Occurrence occurrence, Instant now) {
        Distribution template = waiting.template();
        return template.child(
                new Origin.Turn(template.id(), occurrence),
                new Timing.Scheduled(occurrence.at(), waiting.recurrence().zone()),
                template.terms(),
                occurrence.at(),
                now);
    }
}
