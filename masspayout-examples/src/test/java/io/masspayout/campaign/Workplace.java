package io.masspayout.campaign;

import java.nio.file.Path;

/** Where workers come and go. */
interface Workplace {

    /** A worker in a JVM of its own, at work. */
    ChildJvm readyWorker(String name) throws InterruptedException;

    /** Logs and data, for a person to look at. */
    Path directory();
}
