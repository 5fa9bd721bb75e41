package io.masspayout.ledger;

import java.util.List;
import java.util.Objects;

/**
 * A stretch of a contract's events.
 *
 * @param events in the order of their positions, all of them after the position asked for
 * @param readTo the ledger has been read up to here: every event after the position asked for and up to this one is in the page; at least the
 *     last event's position, and the position asked for when there is nothing new
 * @param more whether the ledger is known to go on after {@code readTo}
 */
public record EventPage(List<LedgerEvent> events, EventPosition readTo, boolean more) {

    public EventPage {
        events = List.copyOf(events);
        Objects.requireNonNull(readTo, "readTo");
        if (!events.isEmpty() && events.get(events.size() - 1).position().isAfter(readTo)) {
            throw new IllegalArgumentException("an event stands after " + readTo + ", to which the page goes");
        }
    }
}
