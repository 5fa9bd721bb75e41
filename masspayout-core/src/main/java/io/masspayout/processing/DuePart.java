package io.masspayout.processing;

import java.time.Instant;

/** One kind of due work. Bounded, idempotent, and safe to overlap with itself in any number of processes. */
@FunctionalInterface
public interface DuePart {

    /**
     * Does what is due of this kind.
     *
     * @param now by the host's clock
     * @param share when it is over, nothing further is begun: the next call goes on
     * @throws io.masspayout.store.StoreUnavailableException when the database does not answer; whatever else fails is in the result
     */
    DueWork run(Instant now, TimeShare share);
}
