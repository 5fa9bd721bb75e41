package io.masspayout.campaign;

import java.util.List;

/**
 * What is killed next while a distribution is paid on a real node.
 *
 * @param point where in the protocol the worker dies, for {@link Kind#WORKER_AT}
 */
record RealNodeStrike(Kind kind, String point) {

    /** Who dies. */
    enum Kind {
        /** The worker, at whatever it is doing. */
        WORKER,
        /** The worker, at a point of the protocol. */
        WORKER_AT,
        /** The node; the worker lives on without it. */
        NODE,
        /** The node, and the worker before there is a node again. */
        NODE_AND_WORKER
    }

    /** 20 kills of the worker and 3 of the node, as one after the other a part of the holders has been paid. */
    static final List<RealNodeStrike> PLAN = List.of(
            worker(),
            workerAt("after store.claim"),
            workerAt("after store.allocate"),
            workerAt("after ledger.sign"),
            workerAt("after store.intend"),
            new RealNodeStrike(Kind.NODE, ""),
            workerAt("before ledger.submit"),
            workerAt("after ledger.submit"),
            workerAt("before store.settle"),
            worker(),
            workerAt("after store.settle"),
            new RealNodeStrike(Kind.NODE_AND_WORKER, ""),
            workerAt("after store.intend"),
            workerAt("before ledger.submit"),
            worker(),
            workerAt("after ledger.submit"),
            workerAt("before store.settle"),
            new RealNodeStrike(Kind.NODE, ""),
            worker(),
            workerAt("after ledger.submit"),
            workerAt("before store.settle"),
            worker());

    private static RealNodeStrike worker() {
        return new RealNodeStrike(Kind.WORKER, "");
    }

    private static RealNodeStrike workerAt(String point) {
        return new RealNodeStrike(Kind.WORKER_AT, point);
    }
}
