package io.masspayout.ledger;

import io.masspayout.model.EventPosition;
import java.util.Map;

/** The port to what happens at contracts and accounts of the ledger. Implementations are safe for use by many threads. */
public interface EventSource {

    /** Most events in a page: it bounds memory, and what one database transaction handles. */
    int MAX_EVENTS_PER_PAGE = 100;

    /**
     * The events of a contract or account that come next after a position, oldest first. Never leaves one out: where the ledger has not yet
     * shown everything up to some time, the page ends before it. One call does a bounded amount of work, so a page may be empty although
     * the ledger goes on.
     *
     * @param contractId as {@code resolveAccounts} gives it
     * @param after where reading goes on; exclusive
     * @param limit 1 to {@link #MAX_EVENTS_PER_PAGE}
     * @throws LedgerUnavailableException when the ledger does not answer
     */
    EventPage events(String contractId, EventPosition after, int limit);

    /** How this ledger's further kinds of events are read, by type. Transfers need none. */
    default Map<String, EventDecoder<?>> decoders() {
        return Map.of();
    }
}
