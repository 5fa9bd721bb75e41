package io.masspayout.model;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A listener, and how far the events of its contract have been handled.
 *
 * @param contractId the contract or account listened to; unique
 * @param lastProcessed every event up to here is handled, skipped or parked, and none after it; {@code null} before the first
 * @param enabled whether polling includes it
 * @param handled how many events were handled
 * @param skipped how many were of a type that nobody knows or handles
 * @param parked how many could not be handled and were set aside, those included that were handled since
 * @param lastError why the last look at the ledger failed; {@code null} when it did not
 * @param failures how many looks have failed in a row
 * @param nextPollAt when the next look is due after one that failed, by the host's clock; {@code null} for the next call
 * @param polledAt when it was last looked at, by the host's clock
 */
public record EventListenerConfig(
        UUID id,
        String contractId,
        @Nullable EventPosition lastProcessed,
        boolean enabled,
        long handled,
        long skipped,
        long parked,
        @Nullable String lastError,
        int failures,
        @Nullable Instant nextPollAt,
        @Nullable Instant polledAt,
        Instant createdAt,
        Instant updatedAt) {

    public EventListenerConfig {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(contractId, "contractId");
    }
}
