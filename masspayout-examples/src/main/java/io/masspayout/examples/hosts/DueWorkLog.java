package io.masspayout.examples.hosts;

import io.masspayout.processing.DueWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a log what a call for due work came to. Most calls find nothing, and say nothing. */
final class DueWorkLog {

    private static final Logger log = LoggerFactory.getLogger(DueWorkLog.class);

    private DueWorkLog() {}

    static void write(DueWork work) {
        // doc: due-work
        work.worked().forEach(summary -> {
            log.info("{} is {}", summary.distribution().id(), summary.progress().status());
            summary.waiting()
                    .ifPresent(waiting ->
                            log.info("{} waits for {}", summary.distribution().id(), waiting));
        });
        work.failed().forEach((id, reason) -> log.warn("{} could not be worked on: {}", id, reason));
        work.troubles().forEach((what, reason) -> log.warn("{}: {}", what, reason));
        if (work.events().parked() > 0) {
            log.warn(
                    "{} events could not be handled; somebody should look at them",
                    work.events().parked());
        }
        // end
    }
}
