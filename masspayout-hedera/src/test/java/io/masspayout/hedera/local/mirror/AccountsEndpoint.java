package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Account;
import io.masspayout.hedera.local.world.Accounts;
import io.masspayout.hedera.local.world.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /accounts}: accounts by number. Equal values of {@code account.id} are alternatives, comparisons hold on top of them. A
 * page that is full is followed by a link even when equal values leave nobody for it: that link leads to the same page again.
 */
final class AccountsEndpoint implements Endpoint {

    private final MirrorStore store;
    private final MirrorFaults faults;

    AccountsEndpoint(MirrorStore store, MirrorFaults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("account.id", "account.balance", "account.publickey", "balance", "limit", "order");
    }

    @Override
    public int maxAge() {
        return 10;
    }

    @Override
    public JsonObject answer(String id, Query query) throws MirrorException {
        Bounds numbers = query.entities("account.id");
        Bounds tinybars = query.numbers("account.balance").conjunction();
        boolean withBalance = query.isTrue("balance", true);
        boolean ascending = query.ascending(true);
        int limit = faults.limit(query.limit());
        Accounts accounts = store.state().accounts();
        List<Account> found = new ArrayList<>();
        for (Account account = first(accounts, numbers, ascending);
                account != null && found.size() < limit;
                account = next(accounts, numbers, ascending, account.number())) {
            long balance = accounts.balance(account.number()).tinybars();
            // Without balances the mirror does not look at them either.
            if (numbers.contains(account.number()) && (!withBalance || tinybars.contains(balance))) {
                found.add(account);
            }
        }
        MirrorFaults.Page<Account> page = faults.page(found, limit);
        JsonObject json = new JsonObject();
        json.add(
                "accounts",
                Json.array(
                        page.rows(),
                        row -> AccountJson.of(store.state(), row, withBalance, AccountJson.TOKENS_OF_MANY)));
        json.add("links", Json.links(link(query, page, ascending)));
        return json;
    }

    private static @Nullable String link(Query query, MirrorFaults.Page<Account> page, boolean ascending)
            throws MirrorException {
        if (!page.more()) {
            return null;
        }
        return page.last() == null
                ? query.self()
                : query.next(ascending, "account.id", Entity.text(page.last().number()));
    }

    private static @Nullable Account first(Accounts accounts, Bounds numbers, boolean ascending) {
        if (numbers.isEmpty()) {
            return null;
        }
        long before = ascending ? Math.max(0, numbers.low()) - 1 : numbers.high();
        if (!ascending && before < Long.MAX_VALUE) {
            before++;
        }
        return next(accounts, numbers, ascending, before);
    }

    /** Jumps from one equal value to the next, or from account to account. */
    private static @Nullable Account next(Accounts accounts, Bounds numbers, boolean ascending, long from) {
        if (numbers.equal().isEmpty()) {
            Account account = ascending ? accounts.after(from) : accounts.before(from);
            boolean beyond = account != null
                    && (ascending ? account.number() > numbers.high() : account.number() < numbers.low());
            return beyond ? null : account;
        }
        Long number = ascending ? numbers.equal().higher(from) : numbers.equal().lower(from);
        while (number != null) {
            Account account = accounts.find(number);
            if (account != null) {
                return account;
            }
            number =
                    ascending ? numbers.equal().higher(number) : numbers.equal().lower(number);
        }
        return null;
    }
}
