package io.masspayout.testing;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.HolderCursor;
import java.util.List;

/** Reads the holders of a snapshot, by account number. */
final class SnapshotCursor implements HolderCursor {

    private final LedgerState state;
    private final FaultPlan faults;
    private final String snapshot;
    private int next;

    SnapshotCursor(LedgerState state, FaultPlan faults, String snapshot) {
        this.state = state;
        this.faults = faults;
        this.snapshot = snapshot;
    }

    @Override
    public List<HolderBalance> next(int limit) {
        faults.requireAvailable(LedgerCall.HOLDERS);
        List<HolderBalance> page = state.holders(snapshot, next, limit);
        next += page.size();
        return page;
    }

    @Override
    public void close() {}
}
