package io.masspayout.processing;

import io.masspayout.bulkhead.Bulkhead;
import io.masspayout.events.Listening;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.store.EventCounts;
import io.masspayout.store.ListenerStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Catches up with the events of every enabled listener; where there is no source of events, nothing is due. */
public final class DueEvents implements DuePart {

    /** Listeners looked at in one call; those first that were not for longest. */
    public static final int MAX_LISTENERS_PER_CALL = 100;

    /** Pages of one listener in one call: 2,000 events, so that a backlog of one does not keep the others waiting. */
    public static final int MAX_PAGES_PER_LISTENER = 20;

    private static final Logger log = LoggerFactory.getLogger(DueEvents.class);

    private final ListenerStore store;
    private final Optional<Listening> listening;
    private final Bulkhead bulkhead;

    public DueEvents(ListenerStore store, Optional<Listening> listening, Bulkhead bulkhead) {
        this.store = store;
        this.listening = listening;
        this.bulkhead = bulkhead;
    }

    @Override
    public DueWork run(Instant now, TimeShare share) {
        if (listening.isEmpty()) {
            return DueWork.NOTHING;
        }
        List<EventCounts> counts = new ArrayList<>();
        Map<String, String> troubles = new LinkedHashMap<>();
        for (EventListenerConfig listener : store.dueListeners(now, MAX_LISTENERS_PER_CALL)) {
            if (share.isOver() || Thread.currentThread().isInterrupted()) {
                break;
            }
            String contract = listener.contractId();
            bulkhead.run(() -> {
                        Listening.CaughtUp caughtUp = listening.get().catchUp(listener, MAX_PAGES_PER_LISTENER);
                        counts.add(caughtUp.counts());
                        caughtUp.trouble().ifPresent(trouble -> troubles.put(name(contract), trouble));
                    })
                    .ifPresent(why -> {
                        troubles.put(name(contract), why.reason());
                        note(contract, why, now);
                    });
        }
        return DueWork.heard(counts.stream().reduce(EventCounts.NONE, EventCounts::plus), troubles);
    }

    private static String name(String contract) {
        return "events of " + contract;
    }

    private void note(String contract, Bulkhead.Failed why, Instant now) {
        log.warn("events of {} could not be handled", contract, why.cause());
        bulkhead.run(() -> store.polled(contract, why.reason(), now))
                .ifPresent(notNoted -> log.warn("events of {}: nor could that be noted", contract, notNoted.cause()));
    }
}
