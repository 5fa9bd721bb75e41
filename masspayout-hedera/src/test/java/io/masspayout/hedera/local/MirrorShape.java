package io.masspayout.hedera.local;

import com.google.gson.JsonElement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields of an answer, at any depth, and the JSON types each of them has. */
final class MirrorShape {

    private final Map<String, Set<String>> types = new TreeMap<>();

    static MirrorShape of(JsonElement json) {
        MirrorShape shape = new MirrorShape();
        shape.add("", json);
        return shape;
    }

    private void add(String path, JsonElement json) {
        types.computeIfAbsent(path, fresh -> new TreeSet<>()).add(type(json));
        if (json.isJsonObject()) {
            json.getAsJsonObject().entrySet().forEach(entry -> add(path + "/" + entry.getKey(), entry.getValue()));
        } else if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(row -> add(path + "[]", row));
        }
    }

    private static String type(JsonElement json) {
        if (json.isJsonObject()) {
            return "object";
        }
        if (json.isJsonArray()) {
            return "array";
        }
        if (json.isJsonNull()) {
            return "null";
        }
        if (json.getAsJsonPrimitive().isNumber()) {
            return json.getAsString().contains(".") ? "fraction" : "integer";
        }
        return json.getAsJsonPrimitive().isBoolean() ? "boolean" : "string";
    }

    Set<String> fields() {
        return types.keySet();
    }

    Set<String> typesOf(String field) {
        return types.get(field);
    }
}
