package io.masspayout.hedera.local.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The holdings of one token, ordered by account. Copies share what neither has written since: a snapshot of a million balances
 * costs a list of 2,000 references. Not safe for use by several threads, but copies are independent of each other.
 */
public final class Holdings {

    private final List<HoldingChunk> chunks;
    private Object owner = new Object();
    private @Nullable Holdings lastCopy;

    public Holdings() {
        this(new ArrayList<>());
    }

    private Holdings(List<HoldingChunk> chunks) {
        this.chunks = chunks;
    }

    /** Consecutive accounts, all associated by hand. */
    public static Holdings generated(long first, int count, LongUnaryOperator balance, boolean kyc, long at) {
        Holdings holdings = new Holdings();
        HoldingChunk chunk = new HoldingChunk(holdings.owner);
        for (int i = 0; i < count; i++) {
            if (chunk.size == HoldingChunk.CAPACITY) {
                holdings.chunks.add(chunk);
                chunk = new HoldingChunk(holdings.owner);
            }
            Holding holding = Holding.of(first + i, false, false, kyc, at).withBalance(balance.applyAsLong(i), at);
            chunk.set(chunk.size++, holding);
        }
        if (chunk.size > 0) {
            holdings.chunks.add(chunk);
        }
        return holdings;
    }

    /** The state of now; as long as nothing is written, the same object again. Nobody may write to it. */
    public Holdings snapshot() {
        if (lastCopy == null) {
            lastCopy = copy();
        }
        return lastCopy;
    }

    /** An independent copy that can be written to. */
    public Holdings copy() {
        owner = new Object();
        return new Holdings(new ArrayList<>(chunks));
    }

    public @Nullable Holding find(long account) {
        int at = chunkOf(account);
        if (at < 0) {
            return null;
        }
        HoldingChunk chunk = chunks.get(at);
        int index = chunk.indexOf(account);
        return index < 0 ? null : chunk.get(index);
    }

    /** The last chunk that begins at or before an account, or -1. */
    private int chunkOf(long account) {
        int low = 0;
        int high = chunks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (chunks.get(middle).first() <= account) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    public void put(Holding holding) {
        lastCopy = null;
        if (chunks.isEmpty()) {
            chunks.add(new HoldingChunk(owner));
            chunks.get(0).insert(0, holding);
            return;
        }
        int at = Math.max(0, chunkOf(holding.account()));
        HoldingChunk chunk = writable(at);
        int index = chunk.indexOf(holding.account());
        if (index >= 0) {
            chunk.set(index, holding);
        } else if (chunk.size < HoldingChunk.CAPACITY) {
            chunk.insert(-index - 1, holding);
        } else {
            int half = HoldingChunk.CAPACITY / 2;
            chunks.set(at, chunk.copy(owner, 0, half));
            chunks.add(at + 1, chunk.copy(owner, half, HoldingChunk.CAPACITY));
            put(holding);
        }
    }

    private HoldingChunk writable(int at) {
        HoldingChunk chunk = chunks.get(at);
        if (chunk.owner == owner) {
            return chunk;
        }
        HoldingChunk mine = chunk.copy(owner, 0, chunk.size);
        chunks.set(at, mine);
        return mine;
    }

    /** Visits the holdings from an account (inclusive) upwards until the visitor has had enough, and answers false. */
    public void ascend(long from, Predicate<Holding> visitor) {
        for (int at = Math.max(0, chunkOf(from)); at < chunks.size(); at++) {
            HoldingChunk chunk = chunks.get(at);
            int start = chunk.indexOf(from);
            for (int i = start < 0 ? -start - 1 : start; i < chunk.size; i++) {
                if (!visitor.test(chunk.get(i))) {
                    return;
                }
            }
        }
    }

    /** The same downwards. */
    public void descend(long from, Predicate<Holding> visitor) {
        for (int at = chunkOf(from); at >= 0; at--) {
            HoldingChunk chunk = chunks.get(at);
            int start = chunk.indexOf(from);
            for (int i = start < 0 ? -start - 2 : start; i >= 0; i--) {
                if (!visitor.test(chunk.get(i))) {
                    return;
                }
            }
        }
    }
}
