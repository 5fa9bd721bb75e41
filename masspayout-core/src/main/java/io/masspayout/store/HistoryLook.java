package io.masspayout.store;

import java.time.Instant;
import java.util.Objects;

/**
 * A look at a treasury's history that a worker has begun. It is as old as its beginning, however long it takes: a worker that stood still between reading and
 * recording knows nothing of what has happened meanwhile.
 *
 * @param from the ledger time from which the history is to be read
 * @param begunAt when it was begun, by the database's clock
 */
public record HistoryLook(Instant from, Instant begunAt) {

    public HistoryLook {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(begunAt, "begunAt");
    }
}
