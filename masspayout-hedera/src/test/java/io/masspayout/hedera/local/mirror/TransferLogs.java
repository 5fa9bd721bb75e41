package io.masspayout.hedera.local.mirror;

import io.masspayout.hedera.local.world.LedgerRecord;
import io.masspayout.hedera.local.world.Nanos;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Transfer events the importer derives from records: one record file, or block, is two seconds. */
final class TransferLogs {

    private static final long BLOCK = 2 * Nanos.PER_SECOND;

    private final long start;
    private final Map<Long, List<TransferLog>> byToken = new HashMap<>();
    private long block = -1;
    private int nextIndex;
    private int nextTransaction;

    TransferLogs(long start) {
        this.start = start;
    }

    void add(LedgerRecord done) {
        long inBlock = (done.consensus() - start) / BLOCK;
        if (inBlock != block) {
            block = inBlock;
            nextIndex = 0;
            nextTransaction = 0;
        }
        Map<Long, Map<Long, Long>> byTokens = new TreeMap<>();
        done.units()
                .forEach(line -> byTokens.computeIfAbsent(line.token(), token -> new TreeMap<>())
                        .put(line.account(), line.units()));
        byTokens.forEach((token, net) -> pair(done, token, net));
        nextTransaction++;
    }

    /** Givers and takers are paired greedily; what is left over comes from nowhere or goes there. */
    private void pair(LedgerRecord done, long token, Map<Long, Long> net) {
        List<long[]> givers = new ArrayList<>();
        List<long[]> takers = new ArrayList<>();
        net.forEach((account, units) -> (units < 0 ? givers : takers).add(new long[] {account, Math.abs(units)}));
        int giver = 0;
        int taker = 0;
        while (giver < givers.size() || taker < takers.size()) {
            long[] from = giver < givers.size() ? givers.get(giver) : new long[] {0, Long.MAX_VALUE};
            long[] to = taker < takers.size() ? takers.get(taker) : new long[] {0, Long.MAX_VALUE};
            long units = Math.min(from[1], to[1]);
            log(done, token, from[0], to[0], units);
            from[1] -= units;
            to[1] -= units;
            giver += from[1] == 0 ? 1 : 0;
            taker += to[1] == 0 ? 1 : 0;
        }
    }

    private void log(LedgerRecord done, long token, long from, long to, long units) {
        byToken.computeIfAbsent(token, fresh -> new ArrayList<>())
                .add(new TransferLog(
                        token, from, to, units, done.consensus(), nextIndex++, block, nextTransaction, done.hash()));
    }

    /** The events of a token in the order of consensus. */
    List<TransferLog> of(long token) {
        return byToken.getOrDefault(token, List.of());
    }

    /** The position of the first event at or after a time. */
    static int position(List<TransferLog> logs, long time) {
        int low = 0;
        int high = logs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (logs.get(middle).consensus() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
