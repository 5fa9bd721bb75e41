package io.masspayout;

import io.masspayout.store.Act;
import java.time.Instant;
import java.time.InstantSource;

/** Names who does something: a person whom the host names, or the host's process itself. */
record HostActs(InstantSource clock, String worker) {

    Act by(String who, String why) {
        return new Act(who, why, clock.instant());
    }

    Act byWorker(String why) {
        return by(worker, why);
    }

    Instant now() {
        return clock.instant();
    }
}
