package io.masspayout.hedera.local.mirror;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The numbers that satisfy several conditions: a range, values to leave out, and values that were asked for one by one. */
final class Bounds {

    private long low = Long.MIN_VALUE;
    private long high = Long.MAX_VALUE;
    private final NavigableSet<Long> equal = new TreeSet<>();
    private final Set<Long> excluded = new TreeSet<>();
    private int lowers;
    private int uppers;

    /** Reads a number from a query. */
    interface Reader {
        long read(String value) throws MirrorException;
    }

    static Bounds of(List<Filter> filters, Reader reader) throws MirrorException {
        Bounds bounds = new Bounds();
        for (Filter filter : filters) {
            bounds.add(filter.op(), reader.read(filter.value()));
        }
        return bounds;
    }

    private void add(Filter.Op op, long value) {
        switch (op) {
            case EQ -> equal.add(value);
            case NE -> excluded.add(value);
            case LT -> upper(value - 1);
            case LTE -> upper(value);
            case GT -> lower(value + 1);
            case GTE -> lower(value);
        }
    }

    private void lower(long value) {
        low = Math.max(low, value);
        lowers++;
    }

    private void upper(long value) {
        high = Math.min(high, value);
        uppers++;
    }

    long low() {
        return low;
    }

    long high() {
        return high;
    }

    /** Values asked for with {@code eq}, in order. */
    NavigableSet<Long> equal() {
        return equal;
    }

    int lowers() {
        return lowers;
    }

    int uppers() {
        return uppers;
    }

    boolean hasExclusions() {
        return !excluded.isEmpty();
    }

    boolean isEmpty() {
        return low > high;
    }

    /** All conditions at once: two different equal values can never be satisfied. */
    Bounds conjunction() {
        Bounds all = new Bounds();
        all.low = equal.isEmpty() ? low : Math.max(low, equal.last());
        all.high = equal.isEmpty() ? high : Math.min(high, equal.first());
        all.excluded.addAll(excluded);
        return all;
    }

    /** Whether a value is in the range and not left out; equal values are not looked at. */
    boolean contains(long value) {
        return value >= low && value <= high && !excluded.contains(value);
    }
}
