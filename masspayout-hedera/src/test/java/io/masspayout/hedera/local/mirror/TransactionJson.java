package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.LedgerRecord;
import io.masspayout.hedera.local.world.Nanos;
import java.util.Base64;

/** A transaction as the mirror shows it. */
final class TransactionJson {

    private TransactionJson() {}

    static JsonObject of(LedgerRecord done) {
        Base64.Encoder base64 = Base64.getEncoder();
        JsonObject json = new JsonObject();
        json.add("batch_key", JsonNull.INSTANCE);
        json.add("bytes", JsonNull.INSTANCE);
        json.addProperty("charged_tx_fee", done.fee());
        json.addProperty("consensus_timestamp", Nanos.text(done.consensus()));
        json.add("entity_id", Json.entity(done.entity()));
        json.addProperty("high_volume", false);
        json.addProperty("high_volume_pricing_multiplier", 0);
        json.addProperty("max_fee", String.valueOf(done.maxFee()));
        json.add("max_custom_fees", new JsonArray());
        json.addProperty("memo_base64", base64.encodeToString(done.memo().toByteArray()));
        json.addProperty("name", done.name());
        json.add("nft_transfers", new JsonArray());
        json.add("node", Json.entity(done.node()));
        json.addProperty("nonce", done.nonce());
        json.add("parent_consensus_timestamp", JsonNull.INSTANCE);
        json.addProperty("result", done.status().name());
        json.addProperty("scheduled", false);
        json.add("staking_reward_transfers", new JsonArray());
        json.add("token_transfers", Json.array(done.units(), TransactionJson::units));
        json.addProperty("transaction_hash", base64.encodeToString(done.hash().toByteArray()));
        json.addProperty(
                "transaction_id",
                Entity.text(done.key().payer()) + "-" + Nanos.text(done.key().validStart(), '-'));
        json.add("transfers", Json.array(done.hbar(), TransactionJson::hbar));
        json.add(
                "valid_duration_seconds",
                Json.text(done.validSeconds() == LedgerRecord.NONE ? null : String.valueOf(done.validSeconds())));
        json.addProperty("valid_start_timestamp", Nanos.text(done.key().validStart()));
        if (!done.assessedFees().isEmpty()) {
            json.add("assessed_custom_fees", Json.array(done.assessedFees(), TransactionJson::fee));
        }
        return json;
    }

    private static JsonObject hbar(LedgerRecord.HbarChange line) {
        JsonObject json = new JsonObject();
        json.addProperty("account", Entity.text(line.account()));
        json.addProperty("amount", line.tinybars());
        json.addProperty("is_approval", line.approval());
        return json;
    }

    private static JsonObject units(LedgerRecord.UnitChange line) {
        JsonObject json = new JsonObject();
        json.addProperty("token_id", Entity.text(line.token()));
        json.addProperty("account", Entity.text(line.account()));
        json.addProperty("amount", line.units());
        json.addProperty("is_approval", line.approval());
        return json;
    }

    private static JsonObject fee(LedgerRecord.AssessedFee fee) {
        JsonArray payers = new JsonArray();
        fee.payers().forEach(payer -> payers.add(Entity.text(payer)));
        JsonObject json = new JsonObject();
        json.addProperty("amount", fee.units());
        json.addProperty("collector_account_id", Entity.text(fee.collector()));
        json.add("effective_payer_account_ids", payers);
        json.addProperty("token_id", Entity.text(fee.token()));
        return json;
    }
}
