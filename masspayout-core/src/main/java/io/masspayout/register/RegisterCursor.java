package io.masspayout.register;

import io.masspayout.ledger.HolderBalance;
import java.util.List;

/** A register being read, line by line, in constant memory. Not thread-safe. */
public interface RegisterCursor extends AutoCloseable {

    /**
     * One line.
     *
     * @param number its number in the source, from 1
     * @param holder what it says
     */
    record Line(long number, HolderBalance holder) {}

    /**
     * The next lines, at most {@code limit}; empty at the end.
     *
     * @throws InvalidRegisterException when a line cannot be read
     */
    List<Line> next(int limit);

    @Override
    void close();
}
