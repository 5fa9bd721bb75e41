package io.masspayout;

import io.masspayout.events.Listening;
import io.masspayout.model.AccountId;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.model.EventPosition;
import io.masspayout.store.EventWork;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.ParkedEvent;
import io.masspayout.store.PayoutStore;
import io.masspayout.validation.Fault;
import io.masspayout.validation.Faults;
import io.masspayout.validation.InvalidRequestException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which contracts and accounts are listened to, how far their events have been handled, and which could not be. Events are read by
 * {@link Processing#pollEvents}, or for one listener by {@link #catchUp}. Safe for use by many threads.
 */
public final class Events {

    /** A cursor counts nanoseconds since 1970 in a {@code long}; that ends on 11 April 2262. */
    private static final Instant LATEST = Instant.parse("2262-04-01T00:00:00Z");

    private final PayoutStore store;
    private final EventWork work;
    private final Optional<Listening> listening;
    private final HostActs acts;

    Events(PayoutStore store, EventWork work, Optional<Listening> listening, HostActs acts) {
        this.store = store;
        this.work = work;
        this.listening = listening;
        this.acts = acts;
    }

    /**
     * Listens to a contract or account, from where it was left if it was listened to before, otherwise from now on.
     *
     * @param contractId canonical, as accounts of the gateway are
     */
    public EventListenerConfig enable(String contractId, String who) {
        return enable(contractId, acts.now(), who);
    }

    /**
     * As {@link #enable(String, String)}; one that was never listened to from a moment on, which may be past.
     *
     * @param from ledger time, inclusive
     */
    public EventListenerConfig enable(String contractId, Instant from, String who) {
        Faults faults = Faults.of("listener").text("contractId", contractId, AccountId.MAX_LENGTH);
        faults.check(
                !from.isBefore(Instant.EPOCH) && from.isBefore(LATEST),
                "from",
                from,
                "no ledger has events of that time; give one from " + Instant.EPOCH + " to " + LATEST);
        faults.throwIfAny();
        return store.setListener(contractId, true, EventPosition.before(from), acts.by(who, "enable listener"));
    }

    /** Stops listening to a contract; its cursor stays, and once enabled again nothing is left out. */
    public EventListenerConfig disable(String contractId, String who) {
        return store.setListener(contractId, false, EventPosition.before(acts.now()), acts.by(who, "disable listener"));
    }

    /**
     * Handles the new events of one listener, whatever the others have; nothing while it is disabled.
     *
     * @param pages at most so many pages of {@link io.masspayout.ledger.EventSource#MAX_EVENTS_PER_PAGE}
     * @throws NotFoundException when nobody listens to it
     * @throws InvalidRequestException when the gateway tells no events
     */
    public Listening.CaughtUp catchUp(String contractId, int pages) {
        EventListenerConfig listener =
                find(contractId).orElseThrow(() -> new NotFoundException("listener", contractId));
        Listening source = listening.orElseThrow(() -> new InvalidRequestException(
                "listener",
                List.of(new Fault("gateway", contractId, "does not tell events; pass one that does as gateway"))));
        return source.catchUp(listener, pages);
    }

    public Optional<EventListenerConfig> find(String contractId) {
        return store.listener(contractId);
    }

    /** Listeners by contract. */
    public Page<EventListenerConfig> list(PageRequest page) {
        return store.listeners(page);
    }

    /** Events of a contract that could not be handled, in their order. */
    public Page<ParkedEvent> parked(String contractId, PageRequest page) {
        return store.parkedEvents(contractId, page);
    }

    /**
     * Tries a parked event again, now that its cause is mended.
     *
     * @return whether it is handled now; otherwise the new reason is with it
     * @throws NotFoundException when no such event is parked
     */
    public boolean retryParked(UUID id) {
        return store.handleParked(id, work, acts.now());
    }
}
