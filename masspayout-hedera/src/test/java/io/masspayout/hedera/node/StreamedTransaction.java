package io.masspayout.hedera.node;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.proto.AccountAmount;
import com.hedera.hashgraph.sdk.proto.AccountID;
import com.hedera.hashgraph.sdk.proto.Timestamp;
import com.hedera.hashgraph.sdk.proto.TokenTransferList;
import com.hedera.hashgraph.sdk.proto.TransactionBody;
import com.hedera.hashgraph.sdk.proto.TransactionID;
import com.hedera.hashgraph.sdk.proto.TransactionRecord;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/** A transaction that reached consensus, as the node wrote it down, and as a mirror node shows that. */
record StreamedTransaction(TransactionBody body, TransactionRecord done) {

    /** Consensus time. */
    Instant at() {
        return instant(done.getConsensusTimestamp());
    }

    TransactionID id() {
        return done.getTransactionID();
    }

    String payer() {
        return text(id().getAccountID());
    }

    Instant validStart() {
        return instant(id().getTransactionValidStart());
    }

    /** Whether the account paid for it, or its balance of anything changed. */
    boolean concerns(String account) {
        return payer().equals(account)
                || done.getTransferList().getAccountAmountsList().stream().anyMatch(change -> isOf(account, change))
                || done.getTokenTransferListsList().stream()
                        .flatMap(token -> token.getTransfersList().stream())
                        .anyMatch(change -> isOf(account, change));
    }

    private static boolean isOf(String account, AccountAmount change) {
        return text(change.getAccountID()).equals(account);
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("charged_tx_fee", done.getTransactionFee());
        json.addProperty("consensus_timestamp", seconds(at(), '.'));
        json.addProperty("max_fee", String.valueOf(body.getTransactionFee()));
        json.addProperty("memo_base64", base64(body.getMemoBytes()));
        json.addProperty("name", body.getDataCase().name());
        json.add(
                "node", body.hasNodeAccountID() ? new JsonPrimitive(text(body.getNodeAccountID())) : JsonNull.INSTANCE);
        json.addProperty("nonce", id().getNonce());
        json.addProperty("result", done.getReceipt().getStatus().name());
        json.addProperty("scheduled", id().getScheduled());
        json.add("token_transfers", tokenTransfers());
        json.addProperty("transaction_hash", base64(done.getTransactionHash()));
        json.addProperty("transaction_id", payer() + "-" + seconds(validStart(), '-'));
        json.add("transfers", transfers());
        json.add("valid_duration_seconds", validity());
        json.addProperty("valid_start_timestamp", seconds(validStart(), '.'));
        return json;
    }

    private JsonElement validity() {
        return body.hasTransactionValidDuration()
                ? new JsonPrimitive(
                        String.valueOf(body.getTransactionValidDuration().getSeconds()))
                : JsonNull.INSTANCE;
    }

    private JsonArray transfers() {
        JsonArray changes = new JsonArray();
        done.getTransferList().getAccountAmountsList().forEach(change -> changes.add(change(change)));
        return changes;
    }

    private JsonArray tokenTransfers() {
        JsonArray changes = new JsonArray();
        for (TokenTransferList token : done.getTokenTransferListsList()) {
            for (AccountAmount change : token.getTransfersList()) {
                JsonObject json = change(change);
                json.addProperty("token_id", "0.0." + token.getToken().getTokenNum());
                changes.add(json);
            }
        }
        return changes;
    }

    private static JsonObject change(AccountAmount change) {
        JsonObject json = new JsonObject();
        json.addProperty("account", text(change.getAccountID()));
        json.addProperty("amount", change.getAmount());
        json.addProperty("is_approval", change.getIsApproval());
        return json;
    }

    /** {@code seconds.nanoseconds}, with nine digits of the latter. */
    static String seconds(Instant time, char point) {
        return String.format(Locale.ROOT, "%d%c%09d", time.getEpochSecond(), point, time.getNano());
    }

    private static String text(AccountID account) {
        return "0.0." + account.getAccountNum();
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
