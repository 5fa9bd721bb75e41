package io.masspayout.campaign;

import java.time.Duration;
import java.util.List;

/**
 * What befalls a worker.
 *
 * @param point where in the protocol it dies, for {@link Kind#KILL_AT}
 * @param after how long after the one before
 * @param length how long it is frozen
 */
record Strike(Kind kind, String point, Duration after, Duration length) {

    /** How. */
    enum Kind {
        /** {@code kill -9} at a random moment. */
        KILL,
        /** {@code kill -9} at a point of the protocol. */
        KILL_AT,
        /** SIGSTOP, until the lease is over and more; then SIGCONT. */
        FREEZE
    }

    /** Around everything that money depends on; the points that matter most several times. */
    static final List<String> POINTS = List.of(
            "after store.intend",
            "before ledger.submit",
            "after ledger.submit",
            "before store.settle",
            "after store.settle",
            "after store.allocate",
            "after store.intend",
            "before ledger.submit",
            "after ledger.submit",
            "before store.settle",
            "before store.commitPlan",
            "after store.commitPlan",
            "after store.reserve",
            "after store.claim",
            "after ledger.allocate",
            "after ledger.sign",
            "after store.claimInDoubt",
            "after ledger.resolve",
            "before store.intendAgain",
            "after store.intendAgain",
            "after store.postpone",
            "before store.finish",
            "after store.finish");
}
