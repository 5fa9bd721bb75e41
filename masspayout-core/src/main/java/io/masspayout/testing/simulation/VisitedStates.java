package io.masspayout.testing.simulation;

/**
 * States by their digest, each with the moves that no schedule has made from it yet because they were asleep or too expensive each time. Sixteen
 * bytes a state, at least half of them used. Safe for use by many threads.
 */
final class VisitedStates {

    private static final int FIRST_CAPACITY = 1 << 16;

    // Moves are kept with the highest bit set, so that 0 means free and fresh arrays need no filling.
    private static final long USED = 1L << 63;
    private static final long ALL = ~USED;

    private final int preemptions;
    private final int troubles;
    private long[] states = new long[FIRST_CAPACITY];
    private long[] open = new long[FIRST_CAPACITY];
    private int size;

    VisitedStates(int preemptions, int troubles) {
        this.preemptions = preemptions;
        this.troubles = troubles;
    }

    synchronized int size() {
        return size;
    }

    /**
     * Comes to a state with so much left of the bounds. What has been tried from it with more left need not be tried again with less.
     *
     * @param moves that can be made there and paid for, a bit each
     * @param asleep those of them that need not be made this time
     * @return those that are to be made from here: no schedule has made them yet
     */
    synchronized long visit(long state, int preemptionsLeft, int troublesLeft, long moves, long asleep) {
        long untried = moves & ~asleep;
        for (int p = preemptionsLeft; p <= preemptions; p++) {
            for (int t = troublesLeft; t <= troubles; t++) {
                int slot = slot(key(state, p, t));
                if (open[slot] != 0) {
                    untried &= open[slot];
                }
            }
        }
        if (untried != 0) {
            long key = key(state, preemptionsLeft, troublesLeft);
            int slot = slot(key);
            if (open[slot] == 0) {
                states[slot] = key;
                open[slot] = USED | (ALL & ~untried);
                size++;
                if (size * 2L > states.length) {
                    grow();
                }
            } else {
                open[slot] &= ~untried;
            }
        }
        return untried;
    }

    private static long key(long state, int preemptionsLeft, int troublesLeft) {
        return new StateDigest()
                .add(state)
                .add(preemptionsLeft)
                .add(troublesLeft)
                .value();
    }

    private int slot(long state) {
        int mask = states.length - 1;
        int slot = (int) state & mask;
        while (open[slot] != 0 && states[slot] != state) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldStates = states;
        long[] oldOpen = open;
        states = new long[Math.multiplyExact(oldStates.length, 2)];
        open = new long[states.length];
        for (int i = 0; i < oldStates.length; i++) {
            if (oldOpen[i] != 0) {
                int slot = slot(oldStates[i]);
                states[slot] = oldStates[i];
                open[slot] = oldOpen[i];
            }
        }
    }
}
