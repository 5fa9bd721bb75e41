package io.masspayout.store;

import io.masspayout.ledger.LedgerEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An event that could not be handled.
 *
 * @param reason why, as the last try said
 * @param attempts how often it was tried
 */
public record ParkedEvent(UUID id, LedgerEvent event, String reason, int attempts, Instant parkedAt) {

    public ParkedEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(reason, "reason");
    }
}
