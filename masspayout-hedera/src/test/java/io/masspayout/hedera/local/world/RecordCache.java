package io.masspayout.hedera.local.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes remember of recent transactions: who has seen which id, and the records. All of it is forgotten when ledger time
 * has passed the start of validity by the longest possible validity. Not safe for use by several threads.
 */
final class RecordCache {

    /** The longest validity; records and receipts are purged after it, counted from the start of validity. */
    static final long RETENTION = 180 * Nanos.PER_SECOND;

    private final Map<TransactionKey, History> histories = new HashMap<>();
    private final TreeMap<Long, List<TransactionKey>> byStart = new TreeMap<>();

    /** What is known of one id. */
    static final class History {
        private final Set<Long> submittedAt = new HashSet<>();
        private final List<LedgerRecord> records = new ArrayList<>();
        private long gossipedAt = Long.MAX_VALUE;

        List<LedgerRecord> records() {
            return records;
        }

        /** The record that decides: the first that is not a node's failure. */
        @Nullable
        LedgerRecord deciding() {
            for (LedgerRecord handled : records) {
                if (!handled.isNodeFailure()) {
                    return handled;
                }
            }
            return null;
        }

        boolean isKnownTo(long node, long now) {
            return submittedAt.contains(node) || gossipedAt <= now;
        }
    }

    @Nullable
    History find(TransactionKey key) {
        return histories.get(key);
    }

    /** A node took a transaction in; the others hear of it in gossip at the given time, if ever. */
    void submitted(TransactionKey key, long node, long gossipedAt) {
        History history = history(key);
        history.submittedAt.add(node);
        history.gossipedAt = Math.min(history.gossipedAt, gossipedAt);
    }

    void handled(LedgerRecord handled) {
        history(handled.key()).records.add(handled);
    }

    /** A node was restarted before it told anybody: it no longer knows what it took in. */
    void forget(long node) {
        histories.values().forEach(history -> history.submittedAt.remove(node));
    }

    private History history(TransactionKey key) {
        return histories.computeIfAbsent(key, fresh -> {
            byStart.computeIfAbsent(fresh.validStart(), start -> new ArrayList<>())
                    .add(fresh);
            return new History();
        });
    }

    void purge(long now) {
        while (!byStart.isEmpty() && byStart.firstKey() + RETENTION < now) {
            byStart.pollFirstEntry().getValue().forEach(histories::remove);
        }
    }
}
