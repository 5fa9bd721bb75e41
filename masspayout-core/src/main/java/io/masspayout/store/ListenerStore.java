package io.masspayout.store;

import io.masspayout.ledger.EventPage;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.model.EventPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Listeners, their cursors, and the events that were set aside. */
public interface ListenerStore {

    /** Listener configurations by contract. */
    Page<EventListenerConfig> listeners(PageRequest page);

    Optional<EventListenerConfig> listener(String contractId);

    /**
     * Stores a listener for a contract, or switches the one there is.
     *
     * @param from where a new one begins; the cursor of one that is there stays
     */
    EventListenerConfig setListener(String contractId, boolean enabled, @Nullable EventPosition from, Act act);

    /** Enabled listeners, those first that were not looked at for longest; not those whose last look failed until the next one is due. */
    List<EventListenerConfig> dueListeners(Instant now, int limit);

    /**
     * Handles a page of events in order and moves the cursor to where the page ends, in one database transaction.
     *
     * @param seen the listener as the page was read for; its cursor must not have moved since
     * @return what became of the events; empty, with nothing done, when the listener has moved on or is disabled by now, or when
     *     somebody else is at it
     */
    Optional<EventCounts> handle(EventListenerConfig seen, EventPage page, EventWork work, Instant now);

    /**
     * Notes why a look at the ledger, or the handling of what it told, failed; the next look is due as {@link io.masspayout.bulkhead.NextTry} says by
     * the failures in a row. {@code null} notes that there was nothing new.
     */
    void polled(String contractId, @Nullable String error, Instant now);

    /** Events of a contract that are set aside, in their order. */
    Page<ParkedEvent> parkedEvents(String contractId, PageRequest page);

    /**
     * Tries a parked event again, in one database transaction; when it fails, the new reason is kept.
     *
     * @return whether it is handled now; {@code false}, too, when somebody else is at it
     * @throws NotFoundException when no such event is parked
     */
    boolean handleParked(UUID id, EventWork work, Instant now);
}
