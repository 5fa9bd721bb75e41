package io.masspayout.hedera.local.mirror;

import com.google.common.io.BaseEncoding;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Account;
import io.masspayout.hedera.local.world.Accounts;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.Holding;
import io.masspayout.hedera.local.world.LedgerState;
import io.masspayout.hedera.local.world.Nanos;
import java.util.HexFormat;

/** An account as the list and the single answer show it. */
final class AccountJson {

    /** Token balances are cut off after so many: in the answer for one account, and in the list. */
    static final int TOKENS_OF_ONE = 1000;

    static final int TOKENS_OF_MANY = 50;

    private AccountJson() {}

    static JsonObject of(LedgerState state, Account account, boolean withBalance, int maxTokens) {
        String alias = account.evmAlias();
        JsonObject json = new JsonObject();
        json.addProperty("account", Entity.text(account.number()));
        json.add("alias", Json.text(alias == null ? null : base32(alias)));
        json.addProperty("auto_renew_period", TokenEndpoint.AUTO_RENEW_PERIOD);
        json.add("balance", withBalance ? balance(state, account, maxTokens) : JsonNull.INSTANCE);
        json.addProperty("created_timestamp", Nanos.text(account.created()));
        json.addProperty("decline_reward", false);
        json.addProperty("deleted", account.deleted());
        json.addProperty("ethereum_nonce", 0);
        json.addProperty("evm_address", "0x" + (alias == null ? Entity.longZero(account.number()) : alias));
        json.addProperty(
                "expiry_timestamp", Nanos.text(account.created() + TokenEndpoint.AUTO_RENEW_PERIOD * Nanos.PER_SECOND));
        json.add("key", Json.key(account.key()));
        json.addProperty("max_automatic_token_associations", account.maxAutomaticAssociations());
        json.addProperty("memo", "");
        json.addProperty("pending_reward", 0);
        json.addProperty("receiver_sig_required", account.receiverSignatureRequired());
        json.add("staked_account_id", JsonNull.INSTANCE);
        json.add("staked_node_id", JsonNull.INSTANCE);
        json.add("stake_period_start", JsonNull.INSTANCE);
        return json;
    }

    private static String base32(String hex) {
        return BaseEncoding.base32().omitPadding().encode(HexFormat.of().parseHex(hex));
    }

    private static JsonElement balance(LedgerState state, Account account, int maxTokens) {
        Accounts.Balance hbar = state.accounts().balance(account.number());
        JsonArray tokens = new JsonArray();
        for (LedgerState.TokenState token : state.tokens()) {
            Holding holding = token.holdings().find(account.number());
            if (holding != null && holding.associated() && tokens.size() < maxTokens) {
                JsonObject one = new JsonObject();
                one.addProperty("token_id", Entity.text(token.now().number()));
                one.addProperty("balance", holding.balance());
                tokens.add(one);
            }
        }
        JsonObject json = new JsonObject();
        json.addProperty("balance", hbar.tinybars());
        json.addProperty("timestamp", Nanos.text(hbar.changed()));
        json.add("tokens", tokens);
        return json;
    }
}
