package io.masspayout.hedera;

import io.masspayout.hedera.mirror.Heartbeat;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.MirrorTransaction;
import io.masspayout.hedera.mirror.Pages;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.model.Treasury;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was paid from a treasury, by the mirror node's lists of its transactions and of the operator's. Not thread-safe.
 *
 * <p>One answer comes from one database, in the order of consensus, so it is complete up to its last row, and says nothing of what comes
 * after that: two answers may come from replicas that differ by some seconds. An account that is quiet has no later row. So the last pages
 * are asked for with a second account in addition, the payer of one of the newest transactions there are, the heartbeat: the page that shows
 * the heartbeat has all that is older, and proves the history up to it without any margin. Only when that payer has issued so many transactions
 * since the last look that a few pages do not reach the heartbeat, the proof begins at {@link Resolver#REPLICA_MARGIN} before it, and the own
 * pages stand for what is older.
 */
final class TreasuryHistory implements LedgerHistory {

    /** Pages that are read for the heartbeat's sake: its payer issued some hundred transactions at most since the last look. */
    static final int PAGES_TO_HEARTBEAT = 5;

    private static final Logger log = LoggerFactory.getLogger(TreasuryHistory.class);

    private final MirrorClient mirror;
    private final TreasuryEntries entries;
    private final List<String> accounts;
    private final Deque<LedgerEntry> read = new ArrayDeque<>();

    // Before the first page: what the mirror node had read by then is complete when the last page has been read.
    private final Heartbeat heartbeat;
    private final Instant since;

    private Stage stage = Stage.OWN;
    private Pages<MirrorTransaction> pages;
    private int pagesToHeartbeat;
    private boolean isShortened;
    private Instant completeUntil = Instant.EPOCH;
    private long strangers;

    private enum Stage {
        /** The pages of the operator and the treasury, to their end. */
        OWN,
        /** The same accounts from the last row on, and the heartbeat's payer. */
        WITH_HEARTBEAT,
        AT_END
    }

    TreasuryHistory(MirrorClient mirror, String operator, Treasury treasury, Instant since) {
        this.mirror = mirror;
        this.entries = new TreasuryEntries(operator, treasury);
        this.accounts = List.copyOf(
                new LinkedHashSet<>(List.of(operator, treasury.account().value())));
        this.since = since;
        this.heartbeat = mirror.heartbeat();
        this.pages = mirror.transactions(accounts, since);
    }

    @Override
    public List<LedgerEntry> next(int limit) {
        while (read.size() < limit && stage != Stage.AT_END) {
            Optional<List<MirrorTransaction>> page = pages.next();
            if (page.isPresent()) {
                page.get().forEach(this::take);
            }
            stage = following(page.isEmpty());
        }
        List<LedgerEntry> next = new ArrayList<>();
        while (next.size() < limit && !read.isEmpty()) {
            next.add(read.remove());
        }
        return next;
    }

    private void take(MirrorTransaction row) {
        if (!row.consensusTimestamp().isAfter(completeUntil)) {
            // The last row of the stage before begins this one.
            return;
        }
        entries.entry(row).ifPresent(read::add);
        strangers += entries.isCopied(row) ? 1 : 0;
        // Rows are committed in order: nothing older than the last one read can still appear.
        completeUntil = row.consensusTimestamp();
    }

    private Stage following(boolean lastPage) {
        boolean reached = !completeUntil.isBefore(heartbeat.at());
        return switch (stage) {
            case OWN -> {
                if (!lastPage) {
                    yield Stage.OWN;
                }
                if (reached) {
                    yield Stage.AT_END;
                }
                pages = mirror.transactions(withHeartbeat(), later(since, completeUntil));
                yield Stage.WITH_HEARTBEAT;
            }
            case WITH_HEARTBEAT -> {
                // The end without the heartbeat: an older replica, which proves no more than its last row.
                if (reached || lastPage) {
                    yield Stage.AT_END;
                }
                if (++pagesToHeartbeat < PAGES_TO_HEARTBEAT) {
                    yield Stage.WITH_HEARTBEAT;
                }
                if (isShortened) {
                    yield Stage.AT_END;
                }
                isShortened = true;
                pagesToHeartbeat = 0;
                // The own pages came after the heartbeat was seen, from a replica that is at most this much older.
                completeUntil = later(completeUntil, heartbeat.at().minus(Resolver.REPLICA_MARGIN));
                pages = mirror.transactions(withHeartbeat(), completeUntil);
                yield Stage.WITH_HEARTBEAT;
            }
            case AT_END -> Stage.AT_END;
        };
    }

    private Set<String> withHeartbeat() {
        Set<String> all = new LinkedHashSet<>(accounts);
        all.add(heartbeat.payer());
        return all;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public Instant completeUntil() {
        return completeUntil;
    }

    @Override
    public void close() {
        if (strangers > 0) {
            log.warn(
                    "{} transactions of strangers bear the memo of a payment from {}; they are none, and are ignored",
                    strangers,
                    accounts);
        }
    }
}
