package io.masspayout.jooq;

import io.masspayout.jooq.schema.tables.records.BlockchainEventListenerConfigRecord;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.model.EventPosition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between a listener and its row. */
final class ListenerRows {

    private ListenerRows() {}

    static EventListenerConfig listener(BlockchainEventListenerConfigRecord row) {
        Long timestamp = row.getLastProcessedTimestamp();
        return new EventListenerConfig(
                row.getId(),
                row.getContractId(),
                timestamp == null ? null : new EventPosition(timestamp, row.getLastProcessedIndex()),
                row.getEnabled(),
                row.getHandledEvents(),
                row.getSkippedEvents(),
                row.getParkedEvents(),
                row.getLastError(),
                row.getFailures(),
                row.getNextPollAt(),
                row.getPolledAt(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    /** The row of a listener that has handled nothing yet. */
    static BlockchainEventListenerConfigRecord fresh(
            UUID id, String contractId, boolean enabled, @Nullable EventPosition from, Instant now) {
        BlockchainEventListenerConfigRecord row = new BlockchainEventListenerConfigRecord();
        row.setId(id);
        row.setContractId(contractId);
        if (from != null) {
            row.setLastProcessedTimestamp(from.timestamp());
            row.setLastProcessedIndex(from.index());
        }
        row.setEnabled(enabled);
        row.setCreatedAt(now);
        row.setUpdatedAt(now);
        return row;
    }
}
