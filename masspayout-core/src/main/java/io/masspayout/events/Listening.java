package io.masspayout.events;

import io.masspayout.bulkhead.Breakage;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.model.EventPosition;
import io.masspayout.store.EventCounts;
import io.masspayout.store.EventWork;
import io.masspayout.store.ListenerStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catches up with one listener's events, page by page: the ledger is asked first, then one database transaction handles the page and moves the
 * cursor. Any number of listeners may be at it; who comes second finds the cursor moved and leaves. Safe for use by many threads.
 */
public final class Listening {

    private static final Logger log = LoggerFactory.getLogger(Listening.class);

    /** The ledger's first moment, for a listener that was never told where to begin. */
    private static final EventPosition BEGINNING = EventPosition.before(Instant.EPOCH);

    private final ListenerStore store;
    private final EventSource source;
    private final EventWork work;
    private final InstantSource clock;

    public Listening(ListenerStore store, EventSource source, EventWork work, InstantSource clock) {
        this.store = store;
        this.source = source;
        this.work = work;
        this.clock = clock;
    }

    /** What a call did. */
    public record CaughtUp(EventCounts counts, Optional<String> trouble) {}

    /**
     * Handles what is new, at most so many pages of it.
     *
     * @throws io.masspayout.store.StoreUnavailableException when the database does not answer
     */
    public CaughtUp catchUp(EventListenerConfig listener, int pages) {
        EventCounts counts = EventCounts.NONE;
        EventListenerConfig seen = listener;
        for (int i = 0; i < pages; i++) {
            EventPosition after = seen.lastProcessed() == null ? BEGINNING : seen.lastProcessed();
            EventPage page;
            Optional<EventCounts> handled;
            try {
                page = source.events(seen.contractId(), after, EventSource.MAX_EVENTS_PER_PAGE);
                if (!page.readTo().isAfter(after)) {
                    store.polled(seen.contractId(), null, clock.instant());
                    break;
                }
                handled = store.handle(seen, page, work, clock.instant());
            } catch (LedgerUnavailableException e) {
                log.warn("events of {} cannot be read now; a later call carries on", seen.contractId(), e);
                store.polled(seen.contractId(), Breakage.reason(e), clock.instant());
                return new CaughtUp(counts, Optional.of(Breakage.reason(e)));
            }
            if (handled.isEmpty()) {
                break;
            }
            counts = counts.plus(handled.get());
            if (!page.more()) {
                break;
            }
            seen = store.listener(seen.contractId()).orElse(seen);
        }
        return new CaughtUp(counts, Optional.empty());
    }
}
