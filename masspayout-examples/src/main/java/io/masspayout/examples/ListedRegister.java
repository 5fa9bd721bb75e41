package io.masspayout.examples;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.register.RegisterCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A register from memory; a host would stream it from wherever it keeps its holders. */
final class ListedRegister implements RegisterCursor {

    private final Iterator<HolderBalance> holders;
    private long number;

    private ListedRegister(Iterator<HolderBalance> holders) {
        this.holders = holders;
    }

    static ListedRegister of(List<HolderBalance> holders) {
        return new ListedRegister(holders.iterator());
    }

    @Override
    public List<Line> next(int limit) {
        List<Line> lines = new ArrayList<>();
        while (holders.hasNext() && lines.size() < limit) {
            lines.add(new Line(++number, holders.next()));
        }
        return lines;
    }

    @Override
    public void close() {}
}
