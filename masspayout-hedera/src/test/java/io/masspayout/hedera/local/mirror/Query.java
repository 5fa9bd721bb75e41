package io.masspayout.hedera.local.mirror;

import com.google.common.base.Splitter;
import io.masspayout.hedera.local.world.Entity;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, in their order, and the rules all endpoints share. */
final class Query {

    /** Rows of a page unless asked otherwise, and at most. More is cut down without a word. */
    static final int DEFAULT_LIMIT = 25;

    static final int MAX_LIMIT = 100;

    /** How often a parameter may be repeated (query.maxRepeatedQueryParameters). */
    static final int MAX_REPETITIONS = 100;

    private static final Pattern COMPARISON = Pattern.compile("^[gl]te?:.*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,19}");

    private final String path;
    private final Map<String, List<String>> values;

    private Query(String path, Map<String, List<String>> values) {
        this.path = path;
        this.values = values;
    }

    static Query parse(String path, @Nullable String raw, Set<String> accepted) throws MirrorException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : Splitter.on('&').split(raw)) {
                int equals = pair.indexOf('=');
                String key = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                if (!accepted.contains(key)) {
                    throw MirrorException.badRequest("Unknown query parameter: " + key);
                }
                values.computeIfAbsent(key, fresh -> new ArrayList<>()).add(value);
            }
        }
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            if (entry.getValue().size() > MAX_REPETITIONS) {
                throw MirrorException.badRequest("Max number of values for query parameter: " + entry.getKey()
                        + " exceeded. Total: " + entry.getValue().size() + ", max: " + MAX_REPETITIONS);
            }
        }
        return new Query(path, values);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    List<Filter> filters(String key) throws MirrorException {
        List<Filter> filters = new ArrayList<>();
        for (String value : values.getOrDefault(key, List.of())) {
            filters.add(Filter.parse(key, value));
        }
        return filters;
    }

    /** The last value of a parameter, or the default. */
    String last(String key, String otherwise) {
        List<String> all = values.get(key);
        return all == null ? otherwise : all.get(all.size() - 1);
    }

    boolean isTrue(String key, boolean otherwise) throws MirrorException {
        String text = last(key, String.valueOf(otherwise)).toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw MirrorException.invalid(key);
        }
        return text.equals("true");
    }

    int limit() throws MirrorException {
        String text = last("limit", String.valueOf(DEFAULT_LIMIT));
        if (!NUMBER.matcher(text).matches() || text.matches("0+")) {
            throw MirrorException.invalid("limit");
        }
        return text.length() > 3 ? MAX_LIMIT : Math.min(MAX_LIMIT, Integer.parseInt(text));
    }

    boolean ascending(boolean otherwise) throws MirrorException {
        return switch (last("order", otherwise ? "asc" : "desc").toLowerCase(Locale.ROOT)) {
            case "asc" -> true;
            case "desc" -> false;
            default -> throw MirrorException.invalid("order");
        };
    }

    Bounds numbers(String key) throws MirrorException {
        return Bounds.of(filters(key), value -> {
            if (!NUMBER.matcher(value).matches()) {
                throw MirrorException.invalid(key);
            }
            return Long.parseLong(value);
        });
    }

    Bounds entities(String key) throws MirrorException {
        return Bounds.of(filters(key), value -> {
            if (!Entity.isId(value)) {
                throw MirrorException.invalid(key);
            }
            return Entity.number(value);
        });
    }

    Bounds timestamps() throws MirrorException {
        return Bounds.of(filters("timestamp"), Timestamps::parse);
    }

    /** The request as it was, for an answer that is to be asked for again. */
    String self() {
        return path + text(values);
    }

    /**
     * The link to the next page: in the direction of the order, the bound on a field is replaced by one that begins after the last
     * row. A field that was only asked for by equal values stays as it is, as on the real mirror node: such a link leads in a circle.
     *
     * @return null when nothing could satisfy it
     */
    @Nullable
    String next(boolean ascending, String field, String last) throws MirrorException {
        Map<String, List<String>> next = copy();
        advance(next, ascending, field, (ascending ? "gt:" : "lt:") + last);
        return isEmpty(field, next.get(field)) ? null : path + text(next);
    }

    /** The same for rows that are ordered by time and index: rows of one time may be spread over pages. */
    @Nullable
    String next(boolean ascending, String timestamp, long index) throws MirrorException {
        Map<String, List<String>> next = copy();
        advance(next, ascending, "timestamp", (ascending ? "gte:" : "lte:") + timestamp);
        advance(next, ascending, "index", (ascending ? "gt:" : "lt:") + index);
        return isEmpty("timestamp", next.get("timestamp")) ? null : path + text(next);
    }

    private Map<String, List<String>> copy() {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((key, list) -> copy.put(key, new ArrayList<>(list)));
        return copy;
    }

    private static void advance(Map<String, List<String>> query, boolean ascending, String field, String bound) {
        List<String> old = query.getOrDefault(field, List.of());
        List<String> kept = new ArrayList<>(old);
        kept.removeIf(value -> value.startsWith(ascending ? "gt" : "lt"));
        if (kept.isEmpty()) {
            query.remove(field);
            query.put(field, List.of(bound));
        } else {
            if (COMPARISON.matcher(old.get(0)).matches()) {
                kept.add(bound);
            }
            query.put(field, kept);
        }
    }

    private static boolean isEmpty(String field, List<String> conditions) throws MirrorException {
        List<Filter> filters = new ArrayList<>();
        for (String condition : conditions) {
            Filter filter = Filter.parse(field, condition);
            if (filter.isLower() || filter.isUpper()) {
                filters.add(filter);
            }
        }
        Bounds bounds =
                Bounds.of(filters, value -> field.equals("timestamp") ? Timestamps.parse(value) : Entity.number(value));
        return bounds.isEmpty();
    }

    private static String text(Map<String, List<String>> query) {
        StringBuilder text = new StringBuilder();
        query.forEach((key, list) -> list.forEach(value ->
                text.append(text.isEmpty() ? '?' : '&').append(key).append('=').append(value)));
        return text.toString();
    }
}
