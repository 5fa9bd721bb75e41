package io.masspayout.ledger;

import java.time.Instant;
import java.util.List;

/** A cursor over a payer's past transactions that carry a batch reference, oldest first. Not thread-safe. */
public interface LedgerHistory extends AutoCloseable {

    /**
     * The next entries, at most {@code limit}; empty at the end.
     *
     * @throws LedgerUnavailableException when the ledger's history cannot be read now
     */
    List<LedgerEntry> next(int limit);

    /** Ledger time up to which the entries returned so far are complete: nothing older can still appear. */
    Instant completeUntil();

    @Override
    void close();
}
