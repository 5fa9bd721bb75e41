package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Account;
import io.masspayout.hedera.local.world.Entity;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code /accounts/{idOrAliasOrEvmAddress}}: one account, with its latest transactions unless they are not wanted. A time only
 * selects among the transactions; balances are those of now.
 */
final class AccountEndpoint implements Endpoint {

    private static final Pattern EVM = Pattern.compile("(?:0x)?([0-9a-fA-F]{40})");

    private final MirrorStore store;
    private final TransactionsEndpoint transactions;

    AccountEndpoint(MirrorStore store, TransactionsEndpoint transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("limit", "order", "timestamp", "transactions");
    }

    @Override
    public int maxAge() {
        return 2;
    }

    @Override
    public JsonObject answer(String id, Query query) throws MirrorException {
        Account account = find(store, id);
        JsonObject json = AccountJson.of(store.state(), account, true, AccountJson.TOKENS_OF_ONE);
        if (query.isTrue("transactions", true)) {
            JsonObject list = transactions.of(account.number(), query);
            json.add("transactions", list.get("transactions"));
            json.add("links", list.get("links"));
        } else {
            json.add("transactions", new JsonArray());
            json.add("links", Json.links(null));
        }
        return json;
    }

    /** The account a path names, by number or EVM address. */
    static Account find(MirrorStore store, String id) throws MirrorException {
        Account account;
        if (Entity.isId(id)) {
            account = store.state().accounts().find(Entity.number(id));
        } else if (EVM.matcher(id).matches()) {
            String digits = id.startsWith("0x") ? id.substring(2) : id;
            account = store.state().accounts().findByEvm(digits.toLowerCase(Locale.ROOT));
        } else {
            throw MirrorException.invalid("idOrAliasOrEvmAddress");
        }
        if (account == null) {
            throw MirrorException.notFound();
        }
        return account;
    }
}
