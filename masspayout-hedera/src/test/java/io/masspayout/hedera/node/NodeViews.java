package io.masspayout.hedera.node;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.AccountInfo;
import com.hedera.hashgraph.sdk.AccountInfoQuery;
import com.hedera.hashgraph.sdk.CustomFee;
import com.hedera.hashgraph.sdk.CustomFractionalFee;
import com.hedera.hashgraph.sdk.FeeAssessmentMethod;
import com.hedera.hashgraph.sdk.Hbar;
import com.hedera.hashgraph.sdk.Key;
import com.hedera.hashgraph.sdk.PrecheckStatusException;
import com.hedera.hashgraph.sdk.Query;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.TokenId;
import com.hedera.hashgraph.sdk.TokenInfo;
import com.hedera.hashgraph.sdk.TokenInfoQuery;
import com.hedera.hashgraph.sdk.TokenRelationship;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Accounts and tokens as the node tells them when it is asked, in the form in which a mirror node does. Safe for use by many threads. */
final class NodeViews {

    /** More than any query costs; it saves asking for the price. */
    private static final Hbar PLENTY = new Hbar(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Set<Status> NO_SUCH =
            EnumSet.of(Status.INVALID_ACCOUNT_ID, Status.INVALID_TOKEN_ID, Status.ACCOUNT_ID_DOES_NOT_EXIST);

    private final Connection connection;
    private final RecordStream stream;

    NodeViews(Connection connection, RecordStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** What the node says; empty when it says that there is no such thing. */
    private <T> Optional<T> ask(Query<T, ?> query) throws IOException {
        try {
            query.setQueryPayment(PLENTY);
            return Optional.of(query.execute(connection.client(), PATIENCE));
        } catch (PrecheckStatusException e) {
            if (NO_SUCH.contains(e.status)) {
                return Optional.empty();
            }
            throw new IOException("the node says " + e.status, e);
        } catch (TimeoutException | IllegalStateException e) {
            throw new IOException("the node does not answer", e);
        }
    }

    // ---- accounts

    /** @param name {@code 0.0.n} or 0x and 40 digits */
    Optional<JsonObject> account(String name) throws IOException {
        AccountId id = name.startsWith("0x") ? AccountId.fromEvmAddress(name, 0, 0) : AccountId.fromString(name);
        try {
            return ask(new AccountInfoQuery().setAccountId(id)).map(NodeViews::json);
        } catch (IOException e) {
            if (e.getCause() instanceof PrecheckStatusException refused && refused.status == Status.ACCOUNT_DELETED) {
                return Optional.of(deleted(name));
            }
            throw e;
        }
    }

    private static JsonObject deleted(String account) {
        JsonObject json = new JsonObject();
        json.addProperty("account", account);
        json.addProperty("deleted", true);
        json.add("balance", JsonNull.INSTANCE);
        return json;
    }

    private static JsonObject json(AccountInfo info) {
        JsonArray tokens = new JsonArray();
        for (TokenRelationship relationship : info.tokenRelationships.values()) {
            JsonObject token = new JsonObject();
            token.addProperty("token_id", relationship.tokenId.toString());
            token.addProperty("balance", relationship.balance);
            tokens.add(token);
        }
        JsonObject balance = new JsonObject();
        balance.addProperty("balance", info.balance.toTinybars());
        balance.add("tokens", tokens);
        JsonObject json = new JsonObject();
        json.addProperty("account", info.accountId.toString());
        json.add("balance", balance);
        json.addProperty("deleted", info.isDeleted);
        json.addProperty("evm_address", "0x" + info.contractAccountId);
        json.addProperty("max_automatic_token_associations", info.maxAutomaticTokenAssociations);
        json.addProperty("receiver_sig_required", info.isReceiverSignatureRequired);
        return json;
    }

    /** The relationships of an account; empty when there is no such account. */
    Optional<JsonArray> relationships(String account, @Nullable String onlyToken) throws IOException {
        return ask(new AccountInfoQuery().setAccountId(AccountId.fromString(account)))
                .map(info -> {
                    JsonArray rows = new JsonArray();
                    for (TokenRelationship relationship : info.tokenRelationships.values()) {
                        if (onlyToken == null || relationship.tokenId.toString().equals(onlyToken)) {
                            rows.add(json(relationship));
                        }
                    }
                    return rows;
                });
    }

    private static JsonObject json(TokenRelationship relationship) {
        JsonObject json = new JsonObject();
        json.addProperty("automatic_association", relationship.automaticAssociation);
        json.addProperty("balance", relationship.balance);
        json.addProperty("decimals", relationship.decimals);
        json.addProperty("token_id", relationship.tokenId.toString());
        json.addProperty("freeze_status", status(relationship.freezeStatus, "FROZEN", "UNFROZEN"));
        json.addProperty("kyc_status", status(relationship.kycStatus, "GRANTED", "REVOKED"));
        return json;
    }

    private static String status(@Nullable Boolean value, String yes, String no) {
        return value == null ? "NOT_APPLICABLE" : value ? yes : no;
    }

    // ---- tokens

    Optional<JsonObject> token(String id) throws IOException {
        TokenId token = TokenId.fromString(id);
        return ask(new TokenInfoQuery().setTokenId(token)).map(this::json);
    }

    private JsonObject json(TokenInfo info) {
        JsonObject json = new JsonObject();
        json.add("admin_key", key(info.adminKey));
        // The query does not tell it, the stream does.
        json.add(
                "created_timestamp",
                Optional.ofNullable(stream.created(info.tokenId.num))
                        .<JsonElement>map(time -> new JsonPrimitive(StreamedTransaction.seconds(time, '.')))
                        .orElse(JsonNull.INSTANCE));
        json.add("custom_fees", fees(info));
        json.addProperty("decimals", String.valueOf(info.decimals));
        json.addProperty("deleted", info.isDeleted);
        json.addProperty("freeze_default", Boolean.TRUE.equals(info.defaultFreezeStatus));
        json.add("freeze_key", key(info.freezeKey));
        json.add("kyc_key", key(info.kycKey));
        json.addProperty("name", info.name);
        json.addProperty("pause_status", status(info.pauseStatus, "PAUSED", "UNPAUSED"));
        json.addProperty("symbol", info.symbol);
        json.addProperty("token_id", info.tokenId.toString());
        json.addProperty("total_supply", String.valueOf(info.totalSupply));
        json.addProperty("treasury_account_id", info.treasuryAccountId.toString());
        json.addProperty("type", info.tokenType.name());
        return json;
    }

    private static JsonObject fees(TokenInfo info) {
        JsonArray fractional = new JsonArray();
        for (CustomFee fee : info.customFees) {
            if (fee instanceof CustomFractionalFee ofAmount) {
                JsonObject json = new JsonObject();
                json.addProperty("net_of_transfers", ofAmount.getAssessmentMethod() == FeeAssessmentMethod.EXCLUSIVE);
                fractional.add(json);
            }
        }
        JsonObject json = new JsonObject();
        json.add("fractional_fees", fractional);
        return json;
    }

    private static JsonElement key(@Nullable Key key) {
        if (key == null) {
            return JsonNull.INSTANCE;
        }
        JsonObject json = new JsonObject();
        json.addProperty("key", key.toString());
        return json;
    }
}
