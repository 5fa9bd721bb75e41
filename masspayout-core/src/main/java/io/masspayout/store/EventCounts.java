package io.masspayout.store;

/**
 * What became of events.
 *
 * @param handled somebody handled them
 * @param skipped of a type that nobody knows or handles
 * @param parked could not be handled, and were set aside with the reason
 */
public record EventCounts(long handled, long skipped, long parked) {

    public static final EventCounts NONE = new EventCounts(0, 0, 0);

    public EventCounts plus(EventCounts other) {
        return new EventCounts(handled + other.handled, skipped + other.skipped, parked + other.parked);
    }

    public long all() {
        return handled + skipped + parked;
    }
}
