package io.masspayout.testing.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What happened last, and a number that sums up everything that ever did: two runs with the same number went the same way. */
final class Trace {

    /** Enough to see how a violation came about, few enough to read. */
    private static final int KEPT = 400;

    private record Event(Duration at, String who, String what) {}

    private final Instant start;
    private final Deque<Event> last = new ArrayDeque<>(KEPT);
    private long digest = 1;
    private long events;

    Trace(Instant start) {
        this.start = start;
    }

    // Synchronised for the moment in which an actor that stood still runs on while another one ends its turn.
    synchronized void note(Instant now, String who, String what) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        Event event = new Event(Duration.between(start, now), who, what);
        last.addLast(event);
        digest = digest * 1_000_003 + event.at().toNanos();
        digest = (digest * 31 + who.hashCode()) * 31 + what.hashCode();
        events++;
    }

    long digest() {
        return digest;
    }

    long events() {
        return events;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        last.forEach(event -> lines.add(event.at() + " " + event.who() + ": " + event.what()));
        return lines;
    }
}
