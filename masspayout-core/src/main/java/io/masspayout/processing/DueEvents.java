package io.masspayout.processing;

import io.masspayout.events.Listening;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.store.EventCounts;
import io.masspayout.store.ListenerStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Catches up with the events of every enabled listener; where there is no source of events, nothing is due. */
public final class DueEvents implements DuePart {

    /** Listeners looked at in one call; those first that were not for longest. */
    public static final int MAX_LISTENERS_PER_CALL = 100;

    /** Pages of one listener in one call: 2,000 events, so that a backlog of one does not keep the others waiting. */
    public static final int MAX_PAGES_PER_LISTENER = 20;

    private final ListenerStore store;
    private final Optional<Listening> listening;

    public DueEvents(ListenerStore store, Optional<Listening> listening) {
        this.store = store;
        this.listening = listening;
    }

    @Override
    public DueWork run(Instant now) {
        if (listening.isEmpty()) {
            return DueWork.NOTHING;
        }
        EventCounts counts = EventCounts.NONE;
        Map<String, String> troubles = new LinkedHashMap<>();
        for (EventListenerConfig listener : store.enabledListeners(MAX_LISTENERS_PER_CALL)) {
            Listening.CaughtUp caughtUp = listening.get().catchUp(listener, MAX_PAGES_PER_LISTENER);
            counts = counts.plus(caughtUp.counts());
            caughtUp.trouble().ifPresent(trouble -> troubles.put("events of " + listener.contractId(), trouble));
        }
        return DueWork.heard(counts, troubles);
    }
}
