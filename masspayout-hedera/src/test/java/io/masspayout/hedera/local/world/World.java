package io.masspayout.hedera.local.world;

import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The ledger: one order of transactions, one state, and what the nodes remember. Time passes only when somebody looks: whatever
 * has become due by then is handled first. Safe for use by many threads.
 */
public final class World {

    // Chance draws it, not the random source of the network: two networks differ even when a test makes them equally.
    private final String identity = UUID.randomUUID().toString();
    private final InstantSource clock;
    private final long latency;
    private final long start;
    private final @Nullable OthersTraffic others;
    private final LedgerState state = new LedgerState();
    private final RecordCache cache = new RecordCache();
    private final ConsensusHandler handler;
    private final ConsensusFaults faults;
    private final Deque<Accepted> waiting = new ArrayDeque<>();
    private final List<LedgerRecord> log = new ArrayList<>();
    private long lastConsensus;
    private boolean stalled;

    /** The latest ledger time anybody has been told: nothing may reach consensus before it any more. */
    private long told;

    /** A transaction on its way to consensus. */
    private record Accepted(SignedTransfer transfer, long node, long due) {}

    public World(InstantSource clock, Duration latency, boolean quiet, RandomGenerator random, ConsensusFaults faults) {
        this.clock = clock;
        this.latency = latency.toNanos();
        this.start = Nanos.of(clock.instant());
        this.lastConsensus = start - 1;
        this.others = quiet ? null : new OthersTraffic(start, random.nextLong());
        this.faults = faults;
        this.handler = new ConsensusHandler(state, cache, faults);
    }

    /** What tells this ledger from every other one. */
    public String identity() {
        return identity;
    }

    /** When the ledger began, in nanoseconds. */
    public long start() {
        return start;
    }

    public @Nullable OthersTraffic others() {
        return others;
    }

    /** What the clock of the nodes shows. */
    public long wallClock() {
        return Nanos.of(clock.instant());
    }

    /** Ledger time: the clock, or the last consensus time when that is ahead of it. It never goes back. */
    public synchronized long now() {
        advance();
        told = Math.max(told, Math.max(wallClock(), lastConsensus));
        return told;
    }

    /** Whether a node must refuse an id as one it has seen. */
    public synchronized boolean isKnown(TransactionKey key, long node) {
        advance();
        RecordCache.History history = cache.find(key);
        return history != null && history.isKnownTo(node, wallClock());
    }

    /**
     * Takes a transaction in, on behalf of a node.
     *
     * @return false when the node has seen its id meanwhile
     */
    public synchronized boolean submit(SignedTransfer transfer, long node) {
        if (isKnown(transfer.key(), node)) {
            return false;
        }
        long now = wallClock();
        if (faults.dropsAccepted(node)) {
            cache.submitted(transfer.key(), node, Long.MAX_VALUE);
            return true;
        }
        // The others hear of it half way to consensus.
        cache.submitted(transfer.key(), node, now + latency / 2);
        waiting.add(new Accepted(transfer, node, now + latency));
        advance();
        return true;
    }

    /** The receipt of an id at a node, as far as that node can tell. */
    public synchronized ReceiptView receipt(TransactionKey key, long node) {
        advance();
        RecordCache.History history = cache.find(key);
        if (history == null) {
            return ReceiptView.NOT_FOUND;
        }
        if (!history.records().isEmpty()) {
            return ReceiptView.of(history.records());
        }
        return history.isKnownTo(node, wallClock()) ? ReceiptView.PENDING : ReceiptView.NOT_FOUND;
    }

    /** Nothing reaches consensus until {@link #resume}. */
    public synchronized void stall() {
        advance();
        stalled = true;
    }

    /** What has waited reaches consensus now. */
    public synchronized void resume() {
        stalled = false;
        long now = wallClock();
        while (!waiting.isEmpty() && waiting.peek().due() <= now) {
            handle(waiting.remove(), now);
        }
    }

    /** A node loses what only it knew. */
    public synchronized void forget(long node) {
        cache.forget(node);
    }

    private void advance() {
        long now = wallClock();
        while (!stalled && !waiting.isEmpty() && waiting.peek().due() <= now) {
            Accepted next = waiting.remove();
            handle(next, next.due());
        }
        cache.purge(Math.max(Math.max(now, told), lastConsensus));
    }

    private void handle(Accepted accepted, long at) {
        long consensus = free(at);
        cache.purge(consensus);
        List<LedgerRecord> records = handler.handle(accepted.transfer(), accepted.node(), consensus);
        records.forEach(this::append);
        cache.handled(records.get(records.size() - 1));
    }

    /** The first consensus time from a time on that nobody has, and that nobody believes to be over. */
    private long free(long at) {
        long time = Math.max(Math.max(lastConsensus + 1, told), at);
        while (others != null && others.isTaken(time)) {
            time++;
        }
        return time;
    }

    private void append(LedgerRecord done) {
        lastConsensus = done.consensus();
        done.effects().forEach(effect -> state.apply(effect, done.consensus()));
        log.add(done);
    }

    /**
     * Does something as one of the other users of the ledger, without fees and signatures.
     *
     * @param action gets the state and the consensus time
     */
    public synchronized LedgerRecord execute(BiFunction<LedgerState, Long, RecordDraft> action) {
        advance();
        long consensus = free(wallClock());
        LedgerRecord done = action.apply(state, consensus).finish(consensus, ResponseCodeEnum.SUCCESS);
        append(done);
        return done;
    }

    /** Reads the state; the reader must not keep it. */
    public synchronized <T> T read(Function<LedgerState, T> reader) {
        advance();
        return reader.apply(state);
    }

    /** The fee of a transfer as of now, in tinybars. */
    public synchronized long fee(SignedTransfer transfer) {
        return ConsensusHandler.fee(state, transfer);
    }

    /** The records from a position on, up to a consensus time, inclusive. */
    public synchronized List<LedgerRecord> records(int from, long upTo) {
        advance();
        int to = from;
        while (to < log.size() && log.get(to).consensus() <= upTo) {
            to++;
        }
        return List.copyOf(log.subList(from, to));
    }
}
