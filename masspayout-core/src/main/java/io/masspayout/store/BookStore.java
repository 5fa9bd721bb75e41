package io.masspayout.store;

import io.masspayout.model.AccountId;
import io.masspayout.model.Book;
import io.masspayout.model.BookId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerFingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The book's identity, the ledger that it is bound to, and the other books that pay from its accounts. */
public interface BookStore {

    /** The book as it stands. */
    Book book();

    /**
     * Binds the book to a ledger when it is bound to none; a book that is bound stays as it is.
     *
     * @return the book as it stands afterwards: the caller compares the ledger
     */
    Book bind(LedgerFingerprint ledger, Act act);

    /** Binds the book to another ledger, as a person decided it. Written to the audit trail with both. */
    Book bindAnew(LedgerFingerprint ledger, Act act);

    /** Remembers the longest time for which a transaction may take effect after its allocation; a shorter one changes nothing. */
    void noteReach(Duration reach);

    /**
     * Notes that the database was put back to what it was before: no treasury sends anything before its history has passed the last effect of what
     * was sent before, not even a treasury that this database has never heard of. The store notes by itself what the server tells; a storage
     * snapshot it cannot tell. Noting it again on the same server changes nothing.
     *
     * @param ledgerTime the present by the ledger's clock; empty where it shows none, and then the database's clock decides, never the host's
     */
    void noteRestore(Optional<Instant> ledgerTime);

    /**
     * Declares another book that pays from an account, too: a tenant's, or that of a database that was lost and built anew. Its payments no
     * longer stop the account's treasuries, and a stop with {@code OTHER_BOOK} is lifted when no further book is unknown.
     */
    void declareNeighbour(AccountId account, BookId neighbour, Act act);

    /**
     * Declares that a distribution which this database does not have is paid, or that its payments are settled elsewhere: its payments
     * on the ledger count as known, and it can never be created again.
     *
     * @throws ConflictException when the database has the distribution
     */
    void declareFormer(DistributionId id, Act act);
}
