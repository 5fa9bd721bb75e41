package io.masspayout.campaign;

import java.nio.file.Path;

/** Where workers come and go. */
interface Workplace {

    /** A worker in a JVM of its own, at work. */
    ChildJvm readyWorker(String name) throws InterruptedException;

    /** How often all workers were killed at once, so that a worker that has died did not do so by itself. */
    default int closures() {
        return 0;
    }

    /** Logs and data, for a person to look at. */
    Path directory();
}
