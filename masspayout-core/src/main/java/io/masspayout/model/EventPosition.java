package io.masspayout.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where an event stands among those of one contract: by ledger time, and among those of one time by index. Any number of events may
 * share a time, so neither alone is a cursor.
 *
 * @param timestamp ledger time in nanoseconds since the epoch
 * @param index counted from 0 among the events of that time
 */
public record EventPosition(long timestamp, int index) implements Comparable<EventPosition> {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    public EventPosition {
        if (timestamp < 0 || index < 0) {
            throw new IllegalArgumentException("no event stands at " + timestamp + " / " + index);
        }
    }

    /** Before every event at this time or later. */
    public static EventPosition before(Instant time) {
        long nanos = nanos(time);
        return nanos == 0 ? new EventPosition(0, 0) : new EventPosition(nanos - 1, Integer.MAX_VALUE);
    }

    /** A time in nanoseconds since the epoch. */
    public static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
    }

    public Instant time() {
        return Instant.EPOCH.plus(timestamp, ChronoUnit.NANOS);
    }

    public boolean isAfter(EventPosition other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(EventPosition other) {
        int byTime = Long.compare(timestamp, other.timestamp);
        return byTime != 0 ? byTime : Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        return timestamp + "/" + index;
    }
}
