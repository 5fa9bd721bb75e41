package io.masspayout.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The one rule by which a time on the clock on the wall becomes an instant. */
final class WallClock {

    private WallClock() {}

    /**
     * When a clock in the zone shows the time: of two such instants the first; where the clock skips the time, as much later as the clock
     * was put forward, so that 02:30 becomes 03:30.
     */
    static Instant instantOf(LocalDateTime onTheWall, ZoneId zone) {
        return onTheWall.atZone(zone).toInstant();
    }
}
