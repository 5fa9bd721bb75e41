package io.masspayout.ledger;

import io.masspayout.model.EventPosition;
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
        EventPosition last = null;
        for (LedgerEvent event : events) {
            if ((last != null && !event.position().isAfter(last))
                    || event.position().isAfter(readTo)) {
                throw new IllegalArgumentException("the event at " + event.position() + " is out of order: it follows "
                        + last + " in a page that goes to " + readTo);
            }
            last = event.position();
        }
    }
}
