package io.masspayout.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A clock that can be made to stand still: nothing that is on its way to the ledger arrives meanwhile. */
final class StoppableClock implements InstantSource {

    private final InstantSource running;
    private volatile @Nullable Instant stoppedAt;

    StoppableClock(InstantSource running) {
        this.running = running;
    }

    @Override
    public Instant instant() {
        Instant stopped = stoppedAt;
        return stopped == null ? running.instant() : stopped;
    }

    synchronized <T> T whileStopped(Supplier<T> work) {
        stoppedAt = running.instant();
        try {
            return work.get();
        } finally {
            stoppedAt = null;
        }
    }
}
