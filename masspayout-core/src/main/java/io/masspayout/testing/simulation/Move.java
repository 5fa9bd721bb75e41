package io.masspayout.testing.simulation;

/**
 * One thing that can happen next in a small world.
 *
 * @param worker by number; whose turn it is, whom it befalls, or whose message it is; 0 when time passes
 * @param message by number among those of its worker; 0 when it is about none
 * @param preemptions what it takes from that budget: 1 when the worker who has the turn could go on and has to wait
 */
record Move(Kind kind, int worker, int message, Footprint footprint, int preemptions) {

    /** What kinds of moves there are; some of them are troubles. */
    enum Kind {
        /** A worker dies; another one will start in its place. */
        KILL('K', true),
        /** A worker stands still, perhaps until all its leases have run out, and then goes on as if nothing had been. */
        STALL('S', true),
        /** A worker goes on to its next turnstile. */
        GO('g', false),
        /** The same, and finds its connection to the database broken: before the call, or after it was committed. */
        GO_CUT_OFF('C', true),
        /** A message arrives. */
        ARRIVE('a', false),
        /** A message that somebody waits for is held up. */
        HOLD_UP('H', true),
        /** A send reaches the ledger, and the worker hears that nobody knows. */
        LOSE_ANSWER('L', true),
        /** A send reaches the ledger twice, and the worker hears what the second one came to. */
        DUPLICATE('D', true),
        /** The worker hears that nobody knows; the send may reach the ledger later, or so late that the ledger refuses it. */
        DELAY('Y', true),
        /** The database is put back to what it was before anything was paid; from then on an operator looks after it. */
        RESTORE('R', true),
        /** What was held up or delayed arrives. */
        ARRIVE_LATE('l', false),
        /** A worker that stood still goes on. */
        GO_ON('o', false),
        /** Everybody waits for something, and time passes until the first has waited long enough. */
        PASS_TIME('t', false);

        private final char code;
        private final boolean trouble;

        Kind(char code, boolean trouble) {
            this.code = code;
            this.trouble = trouble;
        }

        /** A letter for it, below 128. */
        char code() {
            return code;
        }

        boolean isTrouble() {
            return trouble;
        }
    }

    int troubles() {
        return kind.isTrouble() ? 1 : 0;
    }

    boolean isSameAs(Move other) {
        return kind == other.kind && worker == other.worker && message == other.message;
    }

    /**
     * Whether, after all schedules have been explored that begin with this move, those need not be explored any more that begin with another one and
     * have this one follow before anything happens that it meets. It must not cost less there than here: a bound would then cut off here what
     * is within it there. A worker that could have its turn now for nothing, and later for nothing, may be interrupted in between; so for
     * workers this holds only of who has the turn.
     */
    boolean mayGoBefore(Move other) {
        return switch (kind) {
            case KILL, STALL, RESTORE -> true;
            case ARRIVE, HOLD_UP, LOSE_ANSWER, DUPLICATE, DELAY -> preemptions <= other.preemptions;
            case GO, GO_CUT_OFF -> preemptions == 0 && other.preemptions == 1;
            case ARRIVE_LATE, GO_ON, PASS_TIME -> false;
        };
    }

    @Override
    public String toString() {
        return kind + " worker-" + (worker + 1) + (message == 0 ? "" : " message " + message);
    }
}
