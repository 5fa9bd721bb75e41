package io.masspayout.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A schema's identity, and the ledger on which it pays.
 *
 * @param id made by the migration, at random; a copy of the database has the same
 * @param ledger the ledger to which the book was bound when it was first paid from; empty until then
 * @param boundAt when that was, by the host's clock
 * @param createdAt when the migration made it, by the database's clock: no transaction of the book is older
 * @param longestReach how long after it was allocated any transaction could still take effect, the longest that this database knows of
 */
public record Book(
        BookId id,
        Optional<LedgerFingerprint> ledger,
        Optional<Instant> boundAt,
        Instant createdAt,
        Duration longestReach) {

    public Book {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ledger, "ledger");
        Objects.requireNonNull(boundAt, "boundAt");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(longestReach, "longestReach");
    }

    /** Binds a book that is bound to none; one that is bound stays as it is. */
    public Book boundTo(LedgerFingerprint fingerprint, Instant at) {
        return ledger.isPresent() ? this : boundAnew(fingerprint, at);
    }

    /** Binds it to another ledger. */
    public Book boundAnew(LedgerFingerprint fingerprint, Instant at) {
        return new Book(id, Optional.of(fingerprint), Optional.of(at), createdAt, longestReach);
    }

    /** With the longer of the two reaches. */
    public Book reaching(Duration reach) {
        return reach.compareTo(longestReach) <= 0 ? this : new Book(id, ledger, boundAt, createdAt, reach);
    }
}
