package io.masspayout.ledger;

import java.util.List;

/** A cursor over the holders of an asset, each once, consistent at one instant. Not thread-safe. */
public interface HolderCursor extends AutoCloseable {

    /**
     * The next holders, at most {@code limit}; empty at the end.
     *
     * @throws LedgerUnavailableException when they cannot be read now
     */
    List<HolderBalance> next(int limit);

    @Override
    void close();
}
