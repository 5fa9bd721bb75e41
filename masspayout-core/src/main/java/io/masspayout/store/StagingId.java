package io.masspayout.store;

import java.util.Objects;
import java.util.UUID;

/** Names one attempt at bringing holders into the database; a crashed attempt is left behind, hurts nobody, and is forgotten in time. */
public record StagingId(UUID value) {

    public StagingId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
