package io.masspayout.benchmark;

import java.util.Locale;

/** What is measured, and how good it has to be. */
enum Target {
    IMPORT("Import a register from CSV", Bound.AT_MOST, 1.5, "× raw COPY of the same rows"),
    PLAN("Plan", Bound.AT_MOST, 2.0, "× raw COPY of the same holder rows"),
    PREVIEW("Preview", Bound.AT_MOST, 1.0, "× planning"),
    PAY(
            "Pay, ledger answering at once, 100 per batch",
            Bound.AT_MOST,
            2.5,
            "× raw UPDATE of the same rows in slices of 100"),
    STATEMENT("Statement CSV", Bound.AT_MOST, 1.5, "× raw COPY TO of the same columns"),
    GROWTH("Cost per holder, against 10,000 holders", Bound.AT_MOST, 1.2, "× plan and pay"),
    PROGRESS("Progress query during a run, median", Bound.AT_MOST, 5.0, "ms"),
    SMALL("100 holders while the large distribution runs", Bound.AT_MOST, 3.0, "× their time alone"),
    PACE("Ledger with 3 s latency and 300 batches a second", Bound.AT_LEAST, 0.95, "of the pace"),
    WORKERS("Four workers against one, 50 ms latency, 16 in flight", Bound.AT_LEAST, 3.0, "× the throughput"),
    HEAP("Heap of the JVM that did all of this", Bound.AT_MOST, 256.0, "MiB");

    /** On which side of the target it is good to be. */
    enum Bound {
        AT_MOST("at most "),
        AT_LEAST("at least ");

        private final String words;

        Bound(String words) {
            this.words = words;
        }
    }

    private final String what;
    private final Bound bound;
    private final double limit;
    private final String unit;

    Target(String what, Bound bound, double limit, String unit) {
        this.what = what;
        this.bound = bound;
        this.limit = limit;
        this.unit = unit;
    }

    String what() {
        return what;
    }

    /** The part of what is allowed that a value uses up; 1 is exactly all of it. */
    double used(double value) {
        return bound == Bound.AT_MOST ? value / limit : limit / value;
    }

    String unit() {
        return unit;
    }

    boolean isMetBy(double value) {
        return bound == Bound.AT_MOST ? value <= limit : value >= limit;
    }

    /** As a person writes it. */
    @Override
    public String toString() {
        return bound.words + String.format(Locale.ROOT, "%.2f", limit) + " " + unit;
    }
}
