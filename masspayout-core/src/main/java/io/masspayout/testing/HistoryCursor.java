package io.masspayout.testing;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.model.Treasury;
import java.time.Instant;
import java.util.List;

/** Reads on in the network's history, however it grows meanwhile. */
final class HistoryCursor implements LedgerHistory {

    private final LedgerState state;
    private final FaultPlan faults;
    private final Treasury treasury;
    private final long lag;
    private int next;
    private Instant completeUntil;

    HistoryCursor(LedgerState state, FaultPlan faults, Treasury treasury, Instant since, long lag) {
        this.state = state;
        this.faults = faults;
        this.treasury = treasury;
        this.lag = lag;
        this.next = state.firstSince(LedgerTime.clampedNanos(since));
        this.completeUntil = since;
    }

    @Override
    public List<LedgerEntry> next(int limit) {
        faults.requireAvailable(LedgerCall.HISTORY);
        LedgerState.Page page = state.page(treasury, next, limit, lag);
        next = page.next();
        completeUntil = LedgerTime.instant(page.completeUntil());
        return page.entries();
    }

    @Override
    public Instant completeUntil() {
        return completeUntil;
    }

    @Override
    public void close() {}
}
