package io.masspayout.hedera.local.mirror;

import com.google.protobuf.ByteString;
import io.masspayout.hedera.local.world.Effect;
import io.masspayout.hedera.local.world.LedgerRecord;
import io.masspayout.hedera.local.world.LedgerState;
import io.masspayout.hedera.local.world.OthersTraffic;
import io.masspayout.hedera.local.world.TransactionKey;
import io.masspayout.hedera.local.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the mirror has imported: its own copy of the state, the records with their indexes, snapshots and events, all as of one
 * moment in the past. Guarded by itself: readers hold its lock for as long as they read.
 */
final class MirrorStore {

    private final World world;
    private final Supplier<Duration> lag;
    private final LedgerState state = new LedgerState();
    private final List<LedgerRecord> records = new ArrayList<>();
    private final Map<Long, List<LedgerRecord>> byAccount = new HashMap<>();
    private final Map<TransactionKey, List<LedgerRecord>> byKey = new HashMap<>();
    private final Map<ByteString, List<LedgerRecord>> byHash = new HashMap<>();
    private final TransferLogs logs;
    private final Snapshots snapshots;
    private long horizon;

    MirrorStore(World world, Supplier<Duration> lag) {
        this.world = world;
        this.lag = lag;
        this.horizon = world.start() - 1;
        this.logs = new TransferLogs(world.start());
        this.snapshots = new Snapshots(world.start());
    }

    /** Imports what has become visible since the last time. */
    void catchUp() {
        horizon = Math.max(horizon, world.now() - lag.get().toNanos());
        for (LedgerRecord done : world.records(records.size(), horizon)) {
            boolean busy = world.others() != null;
            if (busy) {
                snapshots.takeDue(done.consensus() - 1, state);
            }
            add(done);
            boolean asked = done.effects().stream().anyMatch(effect -> effect instanceof Effect.SnapshotTaken);
            // On a quiet network a record file, and with it a snapshot, only ends with a transaction.
            if (asked || (!busy && snapshots.isDue(done.consensus()))) {
                snapshots.take(done.consensus(), state);
            }
        }
        if (world.others() != null) {
            snapshots.takeDue(horizon, state);
        }
    }

    private void add(LedgerRecord done) {
        done.effects().forEach(effect -> state.apply(effect, done.consensus()));
        records.add(done);
        byKey.computeIfAbsent(done.key(), key -> new ArrayList<>(1)).add(done);
        byHash.computeIfAbsent(done.hash(), hash -> new ArrayList<>(1)).add(done);
        Set<Long> accounts = new TreeSet<>();
        accounts.add(done.key().payer());
        done.hbar().forEach(line -> accounts.add(line.account()));
        done.units().forEach(line -> accounts.add(line.account()));
        accounts.forEach(account ->
                byAccount.computeIfAbsent(account, fresh -> new ArrayList<>()).add(done));
        logs.add(done);
    }

    LedgerState state() {
        return state;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    TransferLogs logs() {
        return logs;
    }

    long start() {
        return world.start();
    }

    /** Null on a quiet network. */
    @Nullable
    OthersTraffic others() {
        return world.others();
    }

    /** The mirror shows nothing later than this. */
    long horizon() {
        return horizon;
    }

    /** All records in the order of consensus; other people's synthetic traffic left out. */
    List<LedgerRecord> records() {
        return records;
    }

    List<LedgerRecord> recordsOf(long account) {
        return byAccount.getOrDefault(account, List.of());
    }

    List<LedgerRecord> find(TransactionKey key) {
        return byKey.getOrDefault(key, List.of());
    }

    List<LedgerRecord> find(ByteString hash) {
        return byHash.getOrDefault(hash, List.of());
    }
}
