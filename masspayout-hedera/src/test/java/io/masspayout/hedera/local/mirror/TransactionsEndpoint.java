package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonObject;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import io.masspayout.hedera.local.world.LedgerRecord;
import io.masspayout.hedera.local.world.Nanos;
import io.masspayout.hedera.local.world.OthersTraffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** {@code /transactions}: by time, all of them or those that concern some accounts as payer, giver or taker. */
final class TransactionsEndpoint implements Endpoint {

    private final MirrorStore store;
    private final MirrorFaults faults;

    TransactionsEndpoint(MirrorStore store, MirrorFaults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("account.id", "limit", "order", "result", "timestamp", "transactiontype");
    }

    @Override
    public int maxAge() {
        return 2;
    }

    @Override
    public JsonObject answer(String id, Query query) throws MirrorException {
        Bounds accounts = query.entities("account.id");
        if (accounts.lowers() + accounts.uppers() > 0 || accounts.hasExclusions()) {
            throw MirrorException.invalid("account.id");
        }
        return page(accounts.equal(), query);
    }

    /** The transactions of one account, for its own page. */
    JsonObject of(long account, Query query) throws MirrorException {
        return page(Set.of(account), query);
    }

    private JsonObject page(Set<Long> accounts, Query query) throws MirrorException {
        Bounds asked = query.timestamps();
        if (asked.lowers() > 1 || asked.uppers() > 1 || asked.hasExclusions()) {
            throw MirrorException.invalid("timestamp");
        }
        Bounds times = asked.conjunction();
        boolean ascending = query.ascending(false);
        int limit = faults.limit(query.limit());
        List<LedgerRecord> found = new ArrayList<>();
        if (!times.isEmpty()) {
            Predicate<LedgerRecord> wanted = wanted(query);
            if (accounts.isEmpty()) {
                select(store.records(), times, ascending, limit, wanted, found);
                selectOthers(times, ascending, limit, wanted, found);
            }
            if (accounts.stream().anyMatch(OthersTraffic::concerns)) {
                selectOthers(times, ascending, limit, wanted, found);
            }
            for (long account : accounts) {
                select(store.recordsOf(account), times, ascending, limit, wanted, found);
            }
        }
        Comparator<LedgerRecord> byTime = Comparator.comparingLong(LedgerRecord::consensus);
        List<LedgerRecord> rows = found.stream()
                .distinct()
                .sorted(ascending ? byTime : byTime.reversed())
                .limit(limit)
                .toList();
        MirrorFaults.Page<LedgerRecord> page = faults.page(rows, limit);
        String next = !page.more()
                ? null
                : page.last() == null
                        ? query.self()
                        : query.next(
                                ascending, "timestamp", Nanos.text(page.last().consensus()));
        JsonObject json = new JsonObject();
        json.add("transactions", Json.array(page.rows(), TransactionJson::of));
        json.add("links", Json.links(next));
        return json;
    }

    private static Predicate<LedgerRecord> wanted(Query query) throws MirrorException {
        String type = query.last("transactiontype", "");
        String result = query.last("result", "");
        if (!Set.of("", "success", "fail").contains(result)) {
            throw MirrorException.invalid("result");
        }
        return one -> (type.isEmpty() || type.equalsIgnoreCase(one.name()))
                && (result.isEmpty() || result.equals("success") == (one.status() == ResponseCodeEnum.SUCCESS));
    }

    /** Takes up to a page of records out of a list that is ordered by time. */
    private static void select(
            List<LedgerRecord> ordered,
            Bounds times,
            boolean ascending,
            int limit,
            Predicate<LedgerRecord> wanted,
            List<LedgerRecord> found) {
        int taken = 0;
        int at = ascending ? position(ordered, times.low()) : lastPosition(ordered, times.high());
        while (at >= 0 && at < ordered.size() && taken < limit) {
            LedgerRecord one = ordered.get(at);
            if (!times.contains(one.consensus())) {
                return;
            }
            if (wanted.test(one)) {
                found.add(one);
                taken++;
            }
            at += ascending ? 1 : -1;
        }
    }

    private static int lastPosition(List<LedgerRecord> ordered, long time) {
        return time == Long.MAX_VALUE ? ordered.size() - 1 : position(ordered, time + 1) - 1;
    }

    /** The position of the first record at or after a time. */
    private static int position(List<LedgerRecord> ordered, long time) {
        int low = 0;
        int high = ordered.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordered.get(middle).consensus() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void selectOthers(
            Bounds times, boolean ascending, int limit, Predicate<LedgerRecord> wanted, List<LedgerRecord> found) {
        OthersTraffic others = store.others();
        if (others == null) {
            return;
        }
        long first = others.countUpTo(Math.max(times.low(), 1) - 1);
        long end = others.countUpTo(Math.min(times.high(), store.horizon()));
        long count = Math.min(limit, end - first);
        for (long i = 0; i < count; i++) {
            LedgerRecord one = others.record(ascending ? first + i : end - 1 - i);
            if (wanted.test(one)) {
                found.add(one);
            }
        }
    }
}
