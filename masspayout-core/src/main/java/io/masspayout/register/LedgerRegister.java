package io.masspayout.register;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.HolderCursor;
import java.util.ArrayList;
import java.util.List;

/** The holders of a ledger snapshot, numbered as they come, so that they can be staged like any other register. */
public final class LedgerRegister implements RegisterCursor {

    private final HolderCursor holders;
    private long number;

    /** Closing this closes the cursor. */
    public LedgerRegister(HolderCursor holders) {
        this.holders = holders;
    }

    @Override
    public List<Line> next(int limit) {
        List<HolderBalance> next = holders.next(limit);
        List<Line> lines = new ArrayList<>(next.size());
        for (HolderBalance holder : next) {
            lines.add(new Line(++number, holder));
        }
        return lines;
    }

    @Override
    public void close() {
        holders.close();
    }
}
