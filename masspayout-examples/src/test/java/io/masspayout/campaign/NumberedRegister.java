package io.masspayout.campaign;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.register.RegisterCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A register of the first so many accounts, with balances that differ. */
final class NumberedRegister implements RegisterCursor {

    private static final int DIFFERENT_BALANCES = 50;

    private final Places places;
    private final int size;
    private int given;

    NumberedRegister(Places places, int size) {
        this.places = places;
        this.size = size;
    }

    private static long balance(int index) {
        return 1 + (long) index % DIFFERENT_BALANCES;
    }

    /** The balances of a register of some size, in its order. */
    static List<Long> balances(int size) {
        return IntStream.range(0, size).mapToObj(NumberedRegister::balance).toList();
    }

    @Override
    public List<Line> next(int limit) {
        List<Line> lines = new ArrayList<>();
        for (; given < size && lines.size() < limit; given++) {
            HolderBalance holder = new HolderBalance(places.account(given), balance(given));
            lines.add(new Line(given + 1L, holder));
        }
        return lines;
    }

    @Override
    public void close() {}
}
