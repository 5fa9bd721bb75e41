package io.masspayout.jooq;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of the schema, as this library knows it and as the database has it.
 *
 * @param version its number
 * @param description what it brought
 * @param state where it stands
 * @param installedAt when it was applied, by the database's clock; {@code null} while PENDING
 */
public record SchemaVersion(
        String version,
        String description,
        State state,
        @Nullable Instant installedAt) {

    /** Where a version stands. */
    public enum State {
        /** Known to the library, not applied yet. */
        PENDING,
        /** Applied as the library has it. */
        APPLIED,
        /** Applied, but from another text than the library has. */
        CHANGED,
        /** Applied by a newer library. */
        UNKNOWN
    }
}
