package io.masspayout.campaign;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was done to everybody. Safe for use by many threads. */
final class Tally {

    static final String KILLED_AT_RANDOM = "kill -9 of a worker at a random moment";
    static final String KILLED_AT = "kill -9 of a worker ";
    static final String FROZEN = "worker frozen past its lease";
    static final String POSTMASTER = "kill -9 of the postmaster";
    static final String STARTS = "starts of a worker";
    static final String STARTING = "starts of a worker took altogether (ms)";
    static final String CONNECTIONS = "database connections cut";
    static final String BY_CLONES = "batches that a clone sent and that paid somebody twice";
    static final String LACKED = "restores that lacked a payment of the ledger";

    private final int wanted;
    private final int wantedRestores;
    private final AtomicInteger restores = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean ended;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * Counts.
     *
     * @param wanted how many kills and freezes of workers there are to be
     */
    Tally(int wanted) {
        this(wanted, 0);
    }

    /**
     * Counts.
     *
     * @param wanted how many kills and freezes of workers there are to be
     * @param wantedRestores how often the database is to forget
     */
    Tally(int wanted, int wantedRestores) {
        this.wanted = wanted;
        this.wantedRestores = wantedRestores;
    }

    /** Whether the caller may strike a worker once more. */
    boolean mayStrike() {
        return !ended && begun.getAndIncrement() < wanted;
    }

    /** From now on nobody is struck any more, however many were. */
    void end() {
        ended = true;
    }

    /** A worker was killed or frozen. */
    void struck(String how) {
        done.incrementAndGet();
        count(how);
    }

    int strikes() {
        return done.get();
    }

    int wanted() {
        return wanted;
    }

    boolean isOver() {
        return ended || (done.get() >= wanted && restores.get() >= wantedRestores);
    }

    /** How often the database has forgotten. */
    int restores() {
        return restores.get();
    }

    boolean mayRestore() {
        return restores.get() < wantedRestores;
    }

    /** The database has forgotten once more. */
    void restored(String how) {
        restores.incrementAndGet();
        count(how);
    }

    void count(String what) {
        add(what, 1);
    }

    void add(String what, long many) {
        counts.computeIfAbsent(what, unknown -> new LongAdder()).add(many);
    }

    long of(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((what, count) -> all.put(what, count.sum()));
        return all;
    }
}
