package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.Holding;
import io.masspayout.hedera.local.world.Holdings;
import io.masspayout.hedera.local.world.LedgerState;
import io.masspayout.hedera.local.world.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code /tokens/{id}/balances}: the live balances, or those of the newest balance snapshot that is not later than a time. All
 * conditions on {@code account.id} hold at once: two different equal values find nobody.
 */
final class TokenBalancesEndpoint implements Endpoint {

    private final MirrorStore store;
    private final MirrorFaults faults;

    TokenBalancesEndpoint(MirrorStore store, MirrorFaults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("account.id", "account.balance", "account.publickey", "limit", "order", "timestamp");
    }

    @Override
    public int maxAge() {
        return 1;
    }

    @Override
    public JsonObject answer(String id, Query query) throws MirrorException {
        long number = TokenEndpoint.number(id);
        Bounds accounts = query.entities("account.id").conjunction();
        Bounds balances = query.numbers("account.balance").conjunction();
        Bounds times = timestamps(query);
        boolean ascending = query.ascending(false);
        int limit = faults.limit(query.limit());
        LedgerState.TokenState token = store.state().token(number);
        if (token == null) {
            return json(List.of(), JsonNull.INSTANCE, 0, null);
        }
        boolean live = !query.has("timestamp");
        Snapshots.Snapshot snapshot =
                live || times.isEmpty() ? null : store.snapshots().newest(times.low(), times.high(), number);
        if (!live && (snapshot == null || snapshot.holdings() == null)) {
            return json(List.of(), JsonNull.INSTANCE, 0, null);
        }
        Holdings holdings = live ? token.holdings() : snapshot.holdings();
        List<Holding> found = find(
                holdings,
                accounts,
                ascending,
                limit,
                row -> accounts.contains(row.account())
                        && balances.contains(row.balance())
                        && (!live || row.associated()));
        MirrorFaults.Page<Holding> page = faults.page(found, limit);
        long time =
                live ? page.rows().stream().mapToLong(Holding::changed).max().orElse(0) : snapshot.time();
        String next = !page.more()
                ? null
                : page.last() == null
                        ? query.self()
                        : query.next(
                                ascending, "account.id", Entity.text(page.last().account()));
        return json(
                page.rows(),
                page.rows().isEmpty() ? JsonNull.INSTANCE : Json.text(Nanos.text(time)),
                token.now().decimals(),
                next);
    }

    /** In a query for the past, equal means not later. */
    private static Bounds timestamps(Query query) throws MirrorException {
        List<Filter> filters = new ArrayList<>();
        for (Filter filter : query.filters("timestamp")) {
            filters.add(filter.op() == Filter.Op.EQ ? new Filter(Filter.Op.LTE, filter.value()) : filter);
        }
        return Bounds.of(filters, Timestamps::parse);
    }

    private static List<Holding> find(
            Holdings holdings, Bounds accounts, boolean ascending, int limit, Predicate<Holding> fits) {
        List<Holding> found = new ArrayList<>();
        Predicate<Holding> visitor = row -> {
            boolean beyond = ascending ? row.account() > accounts.high() : row.account() < accounts.low();
            if (!beyond && fits.test(row)) {
                found.add(row);
            }
            return !beyond && found.size() < limit;
        };
        if (accounts.isEmpty()) {
            return found;
        }
        if (ascending) {
            holdings.ascend(accounts.low(), visitor);
        } else {
            holdings.descend(accounts.high(), visitor);
        }
        return found;
    }

    private static JsonObject json(
            List<Holding> rows, com.google.gson.JsonElement timestamp, int decimals, String next) {
        JsonObject json = new JsonObject();
        json.add("timestamp", timestamp);
        json.add("balances", Json.array(rows, row -> {
            JsonObject balance = new JsonObject();
            balance.addProperty("account", Entity.text(row.account()));
            balance.addProperty("balance", row.balance());
            balance.addProperty("decimals", decimals);
            return balance;
        }));
        json.add("links", Json.links(next));
        return json;
    }
}
