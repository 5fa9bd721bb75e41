package io.masspayout.engine;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import java.util.List;
import java.util.function.BiFunction;

/** Goes through a ledger's history to its end, page by page. */
final class HistoryPages {

    /** Entries per database transaction: enough to be quick, few enough to lock briefly. */
    private static final int PAGE = 200;

    private HistoryPages() {}

    /** What comes of all pages, each added to what came of those before it. */
    static <T> T fold(LedgerHistory history, T nothing, BiFunction<T, List<LedgerEntry>, T> add) {
        T sum = nothing;
        for (List<LedgerEntry> page = history.next(PAGE); !page.isEmpty(); page = history.next(PAGE)) {
            sum = add.apply(sum, page);
        }
        return sum;
    }
}
