package io.masspayout.testing;

/**
 * When the transactions of one client may take effect first. No two clients ever have a start in common, although neither looks at what the
 * other has had: each takes those nanoseconds whose remainder is its number. Guarded by the ledger's state.
 */
final class StartStream {

    /** More clients than any search has workers; so few that starts run ahead of time by nanoseconds only. */
    private static final int CLIENTS = 16;

    private final int client;
    private long last = -1;

    StartStream(int client) {
        if (client < 0 || client >= CLIENTS) {
            throw new IllegalArgumentException("client must be 0 to " + (CLIENTS - 1) + " but is " + client);
        }
        this.client = client;
    }

    long next(long now) {
        long earliest = Math.max(now, last + 1);
        last = earliest + Math.floorMod(client - earliest, (long) CLIENTS);
        return last;
    }
}
