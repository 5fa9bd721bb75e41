package io.masspayout.hedera.mirror;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.masspayout.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of an answer, read strictly: a field that is missing, or of another kind, ends the call with its name. Numbers are
 * read from their digits, never through a {@code double}, which would round balances beyond 2^53.
 */
final class Json {

    private final JsonObject fields;
    private final String request;
    private final String path;

    private Json(JsonObject fields, String request, String path) {
        this.fields = fields;
        this.request = request;
        this.path = path;
    }

    /**
     * Reads a body.
     *
     * @param request what was asked, for messages
     * @throws LedgerUnavailableException when the body is not one JSON object
     */
    static Json parse(String body, String request) {
        try (JsonReader reader = new JsonReader(new StringReader(body))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement element = JsonParser.parseReader(reader);
            if (element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
                return new Json(element.getAsJsonObject(), request, "");
            }
            throw unreadable(request, "the answer is not a JSON object", null);
        } catch (JsonParseException | IOException | NumberFormatException e) {
            throw unreadable(request, "the answer is not JSON", e);
        }
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        return find(name).map(element -> {
            if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
                throw wrong(name, "is not a text", null);
            }
            return element.getAsString();
        });
    }

    /** A whole number of 64 bits, as a JSON number or, as token supplies are, in quotes. */
    long number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name));
    }

    Optional<Long> optionalNumber(String name) {
        return find(name).map(element -> {
            if (!element.isJsonPrimitive() || element.getAsJsonPrimitive().isBoolean()) {
                throw wrong(name, "is not a number", null);
            }
            try {
                return Long.parseLong(element.getAsString());
            } catch (NumberFormatException e) {
                throw wrong(name, "is not a whole number of 64 bits", e);
            }
        });
    }

    int smallNumber(String name) {
        long value = number(name);
        if (value != (int) value) {
            throw wrong(name, "is out of range", null);
        }
        return (int) value;
    }

    boolean flag(String name) {
        return optionalFlag(name).orElseThrow(() -> missing(name));
    }

    Optional<Boolean> optionalFlag(String name) {
        return find(name).map(element -> {
            if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isBoolean()) {
                throw wrong(name, "is neither true nor false", null);
            }
            return element.getAsBoolean();
        });
    }

    Instant time(String name) {
        return read(name, text -> ConsensusTimestamp.parse(text).instant());
    }

    Optional<Instant> optionalTime(String name) {
        return has(name) ? Optional.of(time(name)) : Optional.empty();
    }

    /** A text, understood by a function that throws {@link IllegalArgumentException} when it cannot. */
    <T> T read(String name, Function<String, T> reader) {
        try {
            return reader.apply(text(name));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "has an unexpected form", e);
        }
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    Json object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    Optional<Json> optionalObject(String name) {
        return find(name).map(element -> asObject(element, path + name));
    }

    /** The objects of a list. */
    <T> List<T> list(String name, Function<Json, T> reader) {
        List<T> items = new ArrayList<>();
        for (JsonElement element : elements(name)) {
            items.add(reader.apply(asObject(element, path + name + "[" + items.size() + "]")));
        }
        return items;
    }

    /** The objects of a list, none where there is no list. */
    <T> List<T> optionalList(String name, Function<Json, T> reader) {
        return has(name) ? list(name, reader) : List.of();
    }

    /** The texts of a list. */
    List<String> texts(String name) {
        List<String> items = new ArrayList<>();
        for (JsonElement element : elements(name)) {
            if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
                throw wrong(name, "holds something else than texts", null);
            }
            items.add(element.getAsString());
        }
        return items;
    }

    /** For whoever finds that a field cannot be right. */
    LedgerUnavailableException wrong(String name, String what, @Nullable Throwable cause) {
        String value = find(name).map(Json::shown).orElse("nothing");
        return unreadable(request, "field '" + path + name + "' " + what + ": " + value, cause);
    }

    private Iterable<JsonElement> elements(String name) {
        JsonElement element = find(name).orElseThrow(() -> missing(name));
        if (!element.isJsonArray()) {
            throw wrong(name, "is not a list", null);
        }
        return element.getAsJsonArray();
    }

    private Json asObject(JsonElement element, String where) {
        if (!element.isJsonObject()) {
            throw unreadable(request, "field '" + where + "' is not an object: " + shown(element), null);
        }
        return new Json(element.getAsJsonObject(), request, where + ".");
    }

    private Optional<JsonElement> find(String name) {
        JsonElement element = fields.get(name);
        return element == null || element.isJsonNull() ? Optional.empty() : Optional.of(element);
    }

    private LedgerUnavailableException missing(String name) {
        return unreadable(request, "field '" + path + name + "' is missing", null);
    }

    private static String shown(JsonElement element) {
        String text = element.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static LedgerUnavailableException unreadable(String request, String what, @Nullable Throwable cause) {
        return new LedgerUnavailableException(
                request + ": " + what + "; check that the address is that of a Hedera mirror node's REST API", cause);
    }
}
