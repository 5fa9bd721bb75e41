package io.masspayout.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /**
     * By how much the clocks of hosts, database and ledger may differ: what has to lie beyond a time of one of them is followed so much
     * further. It is what {@code runDue} tolerates.
     */
    public static final Duration CLOCK_MARGIN = Duration.ofSeconds(30);

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

    /** After that, nothing that was allocated until a ledger time can still take effect. */
    public Instant lastEffect(Instant allocatedUntil) {
        return allocatedUntil.plus(longestReach).plus(CLOCK_MARGIN);
    }

    /**
     * Before that, no history has anything of this book: none of its transactions is older than the book, or than its oldest distribution where
     * an earlier version of the schema made that.
     *
     * @param oldestDistribution when it was created; {@code null} when there is none
     */
    public Instant beginning(@Nullable Instant oldestDistribution) {
        Instant first =
                oldestDistribution != null && oldestDistribution.isBefore(createdAt) ? oldestDistribution : createdAt;
        return first.minus(longestReach).minus(CLOCK_MARGIN);
    }

    /** With the longer of the two reaches. */
    public Book reaching(Duration reach) {
        return reach.compareTo(longestReach) <= 0 ? this : new Book(id, ledger, boundAt, createdAt, reach);
    }
}
