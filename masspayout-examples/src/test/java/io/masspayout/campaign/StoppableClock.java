package io.masspayout.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The system's clock, which can be made to stand still: nothing that is on its way to the ledger arrives meanwhile. */
final class StoppableClock implements InstantSource {

    private volatile @Nullable Instant stoppedAt;

    @Override
    public Instant instant() {
        Instant stopped = stoppedAt;
        return stopped == null ? Instant.now() : stopped;
    }

    synchronized <T> T whileStopped(Supplier<T> work) {
        stoppedAt = Instant.now();
        try {
            return work.get();
        } finally {
            stoppedAt = null;
        }
    }
}
