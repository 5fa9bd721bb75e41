package io.masspayout.examples;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import java.time.Instant;
import java.util.List;

/** Turns the pages of a copy of the {@link VillageBank}'s book. */
final class BookPages implements LedgerHistory {

    private final List<LedgerEntry> entries;
    private final Instant completeUntil;
    private int read;

    BookPages(List<LedgerEntry> entries, Instant completeUntil) {
        this.entries = entries;
        this.completeUntil = completeUntil;
    }

    @Override
    public List<LedgerEntry> next(int limit) {
        int from = read;
        read = Math.min(from + limit, entries.size());
        return entries.subList(from, read);
    }

    @Override
    public Instant completeUntil() {
        return completeUntil;
    }

    @Override
    public void close() {}
}
