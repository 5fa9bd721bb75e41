package io.masspayout.processing;

import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Origin;
import io.masspayout.model.Timing;
import io.masspayout.schedule.Occurrence;
import io.masspayout.schedule.Recurrence;
import io.masspayout.store.Act;
import io.masspayout.store.ScheduleStore;
import io.masspayout.store.StoreUnavailableException;
import io.masspayout.store.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final ScheduleStore store;
    private final String worker;

    public Occurrences(ScheduleStore store, String worker) {
        this.store = store;
        this.worker = worker;
    }

    private record Waiting(Distribution template, Recurrence recurrence, Occurrence next) {}

    @Override
    public DueWork run(Instant now) {
        PriorityQueue<Waiting> queue = new PriorityQueue<>(
                Comparator.comparing((Waiting waiting) -> waiting.next().at())
                        .thenComparing(waiting -> waiting.template().id().value()));
        for (Distribution template : store.dueRecurring(now, MAX_PER_CALL)) {
            add(queue, template, recurring(template).next(), now);
        }
        List<DistributionId> made = new ArrayList<>();
        Map<DistributionId, String> failed = new LinkedHashMap<>();
        long leftOut = 0;
        for (int step = 0; step < MAX_PER_CALL && !queue.isEmpty(); step++) {
            Waiting waiting = queue.remove();
            DistributionId id = waiting.template().id();
            try {
                Turn turn = turn(waiting, now);
                // Not taken, somebody else has moved on with it, and goes on with it.
                if (store.takeTurn(
                        id, turn, new Act(worker, "occurrence " + turn.from().number(), now))) {
                    if (turn.child() != null) {
                        made.add(turn.child().id());
                    }
                    leftOut += turn.leftOut();
                    add(queue, waiting.template(), turn.next(), now);
                }
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                log.warn(
                        "distribution {}: occurrence {} could not be made; the next call tries again",
                        id,
                        waiting.next(),
                        e);
                failed.put(id, String.valueOf(e.getMessage()));
            }
        }
        return DueWork.made(made, leftOut, failed);
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
