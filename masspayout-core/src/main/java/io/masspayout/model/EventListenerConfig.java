package io.masspayout.model;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the events of one contract have been read.
 *
 * @param contractId the contract listened to; unique
 * @param lastProcessedTimestamp ledger time of the last processed event, in nanoseconds since the epoch; {@code null} before
 *     the first
 * @param lastProcessedIndex the event's index among those of one timestamp, as several may share it
 * @param enabled whether polling includes it
 */
public record EventListenerConfig(
        UUID id,
        String contractId,
        @Nullable Long lastProcessedTimestamp,
        @Nullable Integer lastProcessedIndex,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {

    public EventListenerConfig {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(contractId, "contractId");
    }
}
