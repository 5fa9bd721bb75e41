package io.masspayout.hedera.local.mirror;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to go wrong at the mirror node. Safe for use by many threads. */
public final class MirrorFaults {

    /** Until healed. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    /** How an outage looks. */
    public enum Outage {
        /** The connection is closed without an answer. */
        CLOSED,
        /** The database is in trouble. */
        STATUS_503
    }

    private final Duration usualLag;
    private Duration lag;
    private Duration slowness = Duration.ZERO;
    private int pageLimit = ALWAYS;
    private @Nullable Outage outage;
    private int outages;
    private int refusals;
    private int retryAfterSeconds;
    private int shortPages;
    private int shortPageRows;
    private int missingRows;
    private Duration replicaLag = Duration.ZERO;
    private boolean replicas;
    private boolean replicaIsNext;
    private long firstBlock;

    public MirrorFaults(Duration lag) {
        this.usualLag = lag;
        this.lag = lag;
    }

    /** The next requests fail. */
    public synchronized void outage(Outage kind, int times) {
        outage = kind;
        outages = times;
    }

    /** The next requests get 429 and are told to come back later. */
    public synchronized void tooManyRequestsNext(int times, int retryAfter) {
        refusals = times;
        retryAfterSeconds = retryAfter;
    }

    /** How far the mirror is behind. It never unlearns what it has shown. */
    public synchronized void lag(Duration newLag) {
        lag = newLag;
    }

    /** Every answer takes this long, in real time. */
    public synchronized void slow(Duration by) {
        slowness = by;
    }

    /** No page has more rows than this. */
    public synchronized void pageLimit(int rows) {
        pageLimit = rows;
    }

    /** The next pages end early, after some rows or none, although there is more: {@code links.next} says so. */
    public synchronized void shortPagesNext(int times, int rows) {
        shortPages = times;
        shortPageRows = rows;
    }

    /** The next pages that have any rows lack one of them. */
    public synchronized void missingRowNext(int times) {
        missingRows = times;
    }

    /** Every other request is answered by a replica that is so far behind the ledger; the first one is not. */
    public synchronized void everyOtherAnswerFromReplica(Duration behind) {
        replicas = true;
        replicaIsNext = false;
        replicaLag = behind;
    }

    /** The mirror has the blocks from this one on only. */
    public synchronized void firstBlock(long number) {
        firstBlock = number;
    }

    /** Everything works again, with the lag of the beginning. */
    public synchronized void heal() {
        lag = usualLag;
        slowness = Duration.ZERO;
        pageLimit = ALWAYS;
        outages = 0;
        refusals = 0;
        shortPages = 0;
        missingRows = 0;
        replicas = false;
        firstBlock = 0;
    }

    synchronized Duration lag() {
        return lag;
    }

    synchronized Duration lagOfReplica() {
        return replicaLag;
    }

    synchronized long firstBlock() {
        return firstBlock;
    }

    /** Whether the replica answers the request. */
    synchronized boolean takesReplica() {
        boolean takes = replicas && replicaIsNext;
        replicaIsNext = !replicaIsNext;
        return takes;
    }

    synchronized Duration slowness() {
        return slowness;
    }

    synchronized int limit(int asked) {
        return Math.min(asked, pageLimit);
    }

    synchronized @Nullable Outage takeOutage() {
        if (outages == 0) {
            return null;
        }
        outages = used(outages);
        return outage;
    }

    /** Seconds to wait, or -1 when the request is not refused. */
    synchronized int takeRefusal() {
        if (refusals == 0) {
            return -1;
        }
        refusals = used(refusals);
        return retryAfterSeconds;
    }

    private static int used(int times) {
        return times == ALWAYS ? ALWAYS : times - 1;
    }

    /** A page as it is sent. */
    synchronized <T> Page<T> page(List<T> rows, int limit) {
        List<T> sent = new ArrayList<>(rows);
        boolean more = rows.size() == limit;
        if (shortPages > 0 && !rows.isEmpty()) {
            shortPages = used(shortPages);
            sent = sent.subList(0, Math.min(shortPageRows, sent.size()));
            more = true;
        }
        T last = sent.isEmpty() ? null : sent.get(sent.size() - 1);
        if (missingRows > 0 && !sent.isEmpty()) {
            missingRows = used(missingRows);
            sent.remove(sent.size() / 2);
        }
        return new Page<>(sent, last, more);
    }

    /**
     * The rows of an answer.
     *
     * @param last where the next page begins; null when there are no rows
     * @param more whether there is a link to a next page
     */
    record Page<T>(List<T> rows, @Nullable T last, boolean more) {}
}
