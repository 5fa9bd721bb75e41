package io.masspayout.store;

import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import java.time.Instant;
import java.util.Objects;

/**
 * Gives a batch back with a time before which nobody need look at it.
 *
 * @param notBefore the host's clock
 * @param reason what it met with
 */
public record Postponement(BatchId batchId, Instant notBefore, Failure reason) {

    public Postponement {
        Objects.requireNonNull(batchId, "batchId");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(reason, "reason");
    }
}
