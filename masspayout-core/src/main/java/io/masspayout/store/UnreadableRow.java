package io.masspayout.store;

import java.util.Objects;

/**
 * A row of a list that this process cannot read; the other rows of the list are there all the same.
 *
 * @param id of the row
 * @param reason why, for a person to read
 */
public record UnreadableRow(String id, String reason) {

    public UnreadableRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reason, "reason");
    }
}
