package io.masspayout.engine;

import java.time.Duration;

/**
 * How many batches one run keeps in progress: it begins with few and takes on more as long as batches come through in a fraction of what
 * leases and validity windows allow, fewer when they do not. So a slow signer gets no queue in which leases and windows run out before the
 * first batch is sent, and a quick one is soon kept busy. Belongs to one run; not thread-safe.
 */
final class Window {

    /** Small enough for a signer who needs seconds for each batch, one after the other. */
    private static final int FIRST_SIZE = 16;

    /** A batch should be through in this part of its lease and its validity, so that trouble still finds room. */
    private static final int PARTS = 4;

    private final int largest;
    private final Duration budget;
    private int size;
    private boolean shrunk;

    Window(int largest, Duration lease, Duration validity) {
        this.largest = largest;
        this.budget = (lease.compareTo(validity) < 0 ? lease : validity).dividedBy(PARTS);
        this.size = Math.min(FIRST_SIZE, largest);
    }

    int room(int inProgress) {
        return size - inProgress;
    }

    /** Answers that come together tell of one queue: they shrink the window once. */
    void nextRound() {
        shrunk = false;
    }

    /** A call for a batch was answered, so long after the batch was begun. */
    void answered(Duration after) {
        if (after.compareTo(budget) <= 0) {
            size = Math.min(largest, size + 1);
        } else if (!shrunk) {
            size = Math.max(1, size / 2);
            shrunk = true;
        }
    }
}
