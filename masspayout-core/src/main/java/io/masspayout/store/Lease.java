package io.masspayout.store;

import io.masspayout.storable.CallerText;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * A worker's claim on batches for a time, measured by the database's clock. A fresh token for every run fences off the run that held
 * the batch before.
 *
 * @param token unique for ever; it alone decides
 * @param owner the name of the worker whose claim it is, for a person to read: workers of one name are still fenced off from each other
 * @param length for how long from the moment of the call; zero makes a lease that has expired already
 */
public record Lease(UUID token, String owner, Duration length) {

    /** Together with the token, the name is still within what an {@link Act} may have as its author. */
    public static final int MAX_OWNER_LENGTH = 400;

    public Lease {
        Objects.requireNonNull(token, "token");
        if (owner.isBlank() || owner.length() > MAX_OWNER_LENGTH) {
            throw new IllegalArgumentException("owner must have 1 to " + MAX_OWNER_LENGTH + " characters but has "
                    + owner.length() + "; name the worker shorter");
        }
        CallerText.problem(owner, MAX_OWNER_LENGTH).ifPresent(problem -> {
            throw new IllegalArgumentException("owner of a lease " + problem);
        });
        if (length.isNegative()) {
            throw new IllegalArgumentException("length must not be negative but is " + length);
        }
    }

    /** As logs and the audit trail name it: the process, and which of its runs. */
    @Override
    public String toString() {
        return "worker " + owner + " with lease " + token;
    }
}
