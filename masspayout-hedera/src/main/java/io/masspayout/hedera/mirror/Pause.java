package io.masspayout.hedera.mirror;

import java.time.Duration;

/** Waits. Its own interface so that tests need not. */
@FunctionalInterface
interface Pause {

    void of(Duration time) throws InterruptedException;
}
