package io.masspayout.testing.simulation;

import java.util.Set;

/**
 * What a move touches: the store, the ledger, workers; a bit each. Two moves that do not meet come to the same in either order. Where it is not
 * known what a move touches, it counts as touching everything.
 *
 * @param reads what it only looks at
 * @param writes what it may change
 */
record Footprint(int reads, int writes) {

    private static final int STORE = 1;
    private static final int LEDGER = 1 << 1;
    private static final int FIRST_WORKER = 2;

    static final Footprint EVERYTHING = new Footprint(0, -1);

    /** What follows these turnstiles looks at the store and changes nothing there. */
    private static final Set<String> LOOKS_AT_STORE = SteppedStore.READS;

    /** What follows these turnstiles looks at the ledger and changes nothing there. */
    private static final Set<String> LOOKS_AT_LEDGER = Set.of("check", "history", "resolve");

    /**
     * What follows these turnstiles stays in the worker. An id comes from a stream of the client's own; which ledger it is, and who can be paid, never
     * changes in a small world.
     */
    private static final Set<String> STAYS_INSIDE =
            Set.of("begins", SimulatedWorker.SLEEPS, "waits for answers", "allocate an id", "fingerprint", "screen");

    /** What these calls would store is there since the world began. */
    private static final Set<String> CHANGES_NOTHING = Set.of("bind", "noteReach");

    static Footprint ofWorker(int worker) {
        return new Footprint(0, 1 << (FIRST_WORKER + worker));
    }

    /** Of a worker's way from one turnstile to the next. */
    static Footprint ofStep(int worker, String turnstile) {
        Footprint inside = ofWorker(worker);
        if (LOOKS_AT_STORE.contains(turnstile)) {
            return new Footprint(STORE, inside.writes);
        }
        if (LOOKS_AT_LEDGER.contains(turnstile)) {
            return new Footprint(LEDGER, inside.writes);
        }
        return staysInside(turnstile) ? inside : new Footprint(0, STORE | inside.writes);
    }

    /** Whether what follows a turnstile can be seen by nobody else. */
    static boolean staysInside(String turnstile) {
        return STAYS_INSIDE.contains(turnstile)
                || CHANGES_NOTHING.contains(turnstile)
                || SteppedStore.isPastCall(turnstile)
                || turnstile.startsWith(SimulatedWorker.GIVES_UP);
    }

    /** Whether at a turnstile the connection to the database can break: before a call, or when it has been committed. */
    static boolean callsStore(String turnstile) {
        return SteppedStore.isPastCall(turnstile)
                || CHANGES_NOTHING.contains(turnstile)
                || (!staysInside(turnstile) && !LOOKS_AT_LEDGER.contains(turnstile));
    }

    /** Whether nothing was committed at a turnstile, though a call is over: a connection that breaks there might break before the call. */
    static boolean isPastNothing(String turnstile) {
        return CHANGES_NOTHING.stream().anyMatch(call -> SteppedStore.isPast(call, turnstile));
    }

    Footprint andStore() {
        return new Footprint(reads, writes | STORE);
    }

    Footprint andLedger() {
        return new Footprint(reads, writes | LEDGER);
    }

    /** Whether it changes anything outside a worker. */
    boolean changesMoreThan(int worker) {
        return (writes & ~ofWorker(worker).writes) != 0;
    }

    boolean meets(Footprint other) {
        return (writes & (other.reads | other.writes)) != 0 || (reads & other.writes) != 0;
    }
}
