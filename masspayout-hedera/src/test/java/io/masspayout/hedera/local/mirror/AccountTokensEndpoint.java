package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Account;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.Holding;
import io.masspayout.hedera.local.world.LedgerState;
import io.masspayout.hedera.local.world.Nanos;
import io.masspayout.hedera.local.world.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** {@code /accounts/{id}/tokens}: the tokens an account is associated with. */
final class AccountTokensEndpoint implements Endpoint {

    private final MirrorStore store;
    private final MirrorFaults faults;

    AccountTokensEndpoint(MirrorStore store, MirrorFaults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("token.id", "limit", "order");
    }

    @Override
    public int maxAge() {
        return 1;
    }

    private record Row(Token token, Holding holding) {}

    @Override
    public JsonObject answer(String id, Query query) throws MirrorException {
        Bounds tokens = query.entities("token.id").conjunction();
        boolean ascending = query.ascending(true);
        int limit = faults.limit(query.limit());
        Account account = AccountEndpoint.find(store, id);
        List<LedgerState.TokenState> all = new ArrayList<>(store.state().tokens());
        if (!ascending) {
            Collections.reverse(all);
        }
        List<Row> rows = new ArrayList<>();
        for (LedgerState.TokenState token : all) {
            Holding holding = token.holdings().find(account.number());
            boolean shown = holding != null
                    && holding.associated()
                    && tokens.contains(token.now().number());
            if (shown && rows.size() < limit) {
                rows.add(new Row(token.now(), holding));
            }
        }
        MirrorFaults.Page<Row> page = faults.page(rows, limit);
        String next = !page.more()
                ? null
                : page.last() == null
                        ? query.self()
                        : query.next(
                                ascending,
                                "token.id",
                                Entity.text(page.last().token().number()));
        JsonObject json = new JsonObject();
        json.add("tokens", Json.array(page.rows(), AccountTokensEndpoint::json));
        json.add("links", Json.links(next));
        return json;
    }

    private static JsonObject json(Row row) {
        Holding holding = row.holding();
        JsonObject json = new JsonObject();
        json.addProperty("automatic_association", holding.automatic());
        json.addProperty("balance", holding.balance());
        json.addProperty("created_timestamp", Nanos.text(holding.created()));
        json.addProperty("decimals", row.token().decimals());
        json.addProperty("token_id", Entity.text(row.token().number()));
        json.addProperty(
                "freeze_status",
                row.token().keys().freeze() == null ? "NOT_APPLICABLE" : holding.frozen() ? "FROZEN" : "UNFROZEN");
        json.addProperty(
                "kyc_status",
                row.token().keys().kyc() == null ? "NOT_APPLICABLE" : holding.kyc() ? "GRANTED" : "REVOKED");
        return json;
    }
}
