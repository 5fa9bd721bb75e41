package io.masspayout.contract;

import java.util.concurrent.atomic.AtomicLong;

/** Ledger ids that no other test has used, so that a store which keeps rows between tests is not mistaken for a wrong one. */
final class Ids {

    private static final AtomicLong LAST = new AtomicLong(System.nanoTime() / 1_000);

    private Ids() {}

    static String entity() {
        return "0.0." + LAST.incrementAndGet();
    }

    static String transaction() {
        return "0.0.2@1793523600." + LAST.incrementAndGet();
    }
}
