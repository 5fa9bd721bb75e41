package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.FractionalFee;
import io.masspayout.hedera.local.world.LedgerState;
import io.masspayout.hedera.local.world.Nanos;
import io.masspayout.hedera.local.world.Token;
import java.util.List;
import java.util.Set;

/** {@code /tokens/{id}}: a token as it is, or as it was at a time. */
final class TokenEndpoint implements Endpoint {

    /** 90 days, in seconds. */
    static final long AUTO_RENEW_PERIOD = 7_776_000;

    private final MirrorStore store;

    TokenEndpoint(MirrorStore store) {
        this.store = store;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("timestamp");
    }

    @Override
    public int maxAge() {
        return 5;
    }

    @Override
    public JsonObject answer(String id, Query query) throws MirrorException {
        LedgerState.TokenState found = store.state().token(number(id));
        if (found == null) {
            throw MirrorException.notFound();
        }
        Token token = found.now();
        List<Filter> times = query.filters("timestamp");
        if (!times.isEmpty()) {
            // The last condition counts, and equal means not later.
            Filter last = times.get(times.size() - 1);
            if (last.isLower() || last.op() == Filter.Op.NE) {
                throw MirrorException.invalid("timestamp");
            }
            long time = Timestamps.parse(last.value());
            token = found.at(last.op() == Filter.Op.LT ? time - 1 : time);
        }
        if (token == null) {
            throw MirrorException.notFound();
        }
        return json(token);
    }

    /** A token id may also be written as a long-zero address. */
    static long number(String id) throws MirrorException {
        if (Entity.isId(id)) {
            return Entity.number(id);
        }
        String digits = id.startsWith("0x") ? id.substring(2) : id;
        if (digits.matches("[0-9a-fA-F]{40}") && Entity.isLongZero(digits)) {
            return Entity.fromLongZero(digits);
        }
        throw MirrorException.invalid("tokenId");
    }

    private static JsonObject json(Token token) {
        JsonObject json = new JsonObject();
        json.add("admin_key", Json.key(token.keys().admin()));
        json.addProperty("auto_renew_account", "0.0.2");
        json.addProperty("auto_renew_period", AUTO_RENEW_PERIOD);
        json.addProperty("created_timestamp", Nanos.text(token.created()));
        json.add("custom_fees", fees(token));
        json.addProperty("decimals", String.valueOf(token.decimals()));
        json.addProperty("deleted", token.deleted());
        json.addProperty("expiry_timestamp", token.created() + AUTO_RENEW_PERIOD * Nanos.PER_SECOND);
        json.add("fee_schedule_key", JsonNull.INSTANCE);
        json.addProperty("freeze_default", token.freezeDefault());
        json.add("freeze_key", Json.key(token.keys().freeze()));
        json.addProperty("initial_supply", String.valueOf(token.initialSupply()));
        json.add("kyc_key", Json.key(token.keys().kyc()));
        json.addProperty("max_supply", "0");
        json.addProperty("memo", "");
        json.addProperty("metadata", "");
        json.add("metadata_key", JsonNull.INSTANCE);
        json.addProperty("modified_timestamp", Nanos.text(token.modified()));
        json.addProperty("name", token.name());
        json.add("pause_key", Json.key(token.keys().pause()));
        json.addProperty("pause_status", pauseStatus(token));
        json.add("supply_key", Json.key(token.keys().supply()));
        json.addProperty("supply_type", "INFINITE");
        json.addProperty("symbol", token.symbol());
        json.addProperty("token_id", Entity.text(token.number()));
        json.addProperty("total_supply", String.valueOf(token.totalSupply()));
        json.addProperty("treasury_account_id", Entity.text(token.treasury()));
        json.addProperty("type", "FUNGIBLE_COMMON");
        json.add("wipe_key", Json.key(token.keys().wipe()));
        return json;
    }

    private static String pauseStatus(Token token) {
        if (token.keys().pause() == null) {
            return "NOT_APPLICABLE";
        }
        return token.paused() ? "PAUSED" : "UNPAUSED";
    }

    private static JsonObject fees(Token token) {
        JsonObject json = new JsonObject();
        json.addProperty("created_timestamp", Nanos.text(token.created()));
        json.add("fixed_fees", new JsonArray());
        json.add("fractional_fees", Json.array(token.fractionalFees(), fee -> fee(token, fee)));
        return json;
    }

    private static JsonObject fee(Token token, FractionalFee fee) {
        JsonObject amount = new JsonObject();
        amount.addProperty("numerator", fee.numerator());
        amount.addProperty("denominator", fee.denominator());
        JsonObject json = new JsonObject();
        json.addProperty("all_collectors_are_exempt", false);
        json.add("amount", amount);
        json.addProperty("collector_account_id", Entity.text(fee.collector()));
        json.addProperty("denominating_token_id", Entity.text(token.number()));
        if (fee.maximum() == 0) {
            json.add("maximum", JsonNull.INSTANCE);
        } else {
            json.addProperty("maximum", fee.maximum());
        }
        json.addProperty("minimum", fee.minimum());
        json.addProperty("net_of_transfers", fee.netOfTransfers());
        return json;
    }
}
