package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.hedera.hashgraph.sdk.Key;
import com.hedera.hashgraph.sdk.PublicKey;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.LedgerRecord;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The small parts of which all answers consist. */
final class Json {

    private Json() {}

    static JsonElement text(@Nullable String value) {
        return value == null ? JsonNull.INSTANCE : new JsonPrimitive(value);
    }

    /** An entity id, or null for none. */
    static JsonElement entity(long number) {
        return number == LedgerRecord.NONE ? JsonNull.INSTANCE : new JsonPrimitive(Entity.text(number));
    }

    static <T> JsonArray array(List<T> rows, Function<T, ? extends JsonElement> format) {
        JsonArray array = new JsonArray();
        rows.forEach(row -> array.add(format.apply(row)));
        return array;
    }

    static JsonObject links(@Nullable String next) {
        JsonObject links = new JsonObject();
        links.add("next", text(next));
        return links;
    }

    static JsonElement key(@Nullable Key key) {
        if (key == null) {
            return JsonNull.INSTANCE;
        }
        JsonObject json = new JsonObject();
        if (key instanceof PublicKey single) {
            json.addProperty("_type", single.isED25519() ? "ED25519" : "ECDSA_SECP256K1");
            json.addProperty("key", HexFormat.of().formatHex(single.toBytesRaw()));
        } else {
            json.addProperty("_type", "ProtobufEncoded");
            json.addProperty("key", HexFormat.of().formatHex(key.toBytes()));
        }
        return json;
    }

    static JsonObject error(String message) {
        JsonObject one = new JsonObject();
        one.addProperty("message", message);
        JsonArray messages = new JsonArray();
        messages.add(one);
        JsonObject status = new JsonObject();
        status.add("messages", messages);
        JsonObject json = new JsonObject();
        json.add("_status", status);
        return json;
    }
}
