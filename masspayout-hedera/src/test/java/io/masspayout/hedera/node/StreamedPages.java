package io.masspayout.hedera.node;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The record stream by pages, as {@code /transactions} and {@code /transactions/{id}} show it. */
final class StreamedPages {

    private static final int MOST_ROWS = 100;
    private static final int ROWS = 25;
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final RecordStream stream;

    StreamedPages(RecordStream stream) {
        this.stream = stream;
    }

    /** Every row with an id; empty when there is none (yet). */
    Optional<JsonObject> byId(String id, Parameters asked) {
        JsonArray rows = new JsonArray();
        String nonce = asked.first("nonce");
        String scheduled = asked.first("scheduled");
        String[] parts = id.split("-", -1);
        Instant validStart = time(parts[1] + "." + parts[2]);
        // A transaction takes effect within its validity, whose longest is three minutes.
        for (StreamedTransaction row : stream.between(validStart, validStart.plus(LONGEST))) {
            if (id.equals(row.payer() + "-" + StreamedTransaction.seconds(row.validStart(), '-'))
                    && (nonce == null || Integer.parseInt(nonce) == row.id().getNonce())
                    && (scheduled == null
                            || Boolean.parseBoolean(scheduled) == row.id().getScheduled())) {
                rows.add(row.json());
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        JsonObject json = new JsonObject();
        json.add("transactions", rows);
        return Optional.of(json);
    }

    /** A page, and the link to the next one where there are more rows. */
    JsonObject page(URI uri, Parameters asked) throws IOException {
        Instant from = Instant.EPOCH;
        Instant to = stream.end();
        for (String filter : asked.all("timestamp")) {
            Instant time = time(filter.substring(filter.indexOf(':') + 1));
            switch (filter.substring(0, Math.max(0, filter.indexOf(':')))) {
                case "gte" -> from = later(from, time);
                case "gt" -> from = later(from, time.plusNanos(1));
                case "lte" -> to = earlier(to, time);
                case "lt" -> to = earlier(to, time.minusNanos(1));
                default -> throw new IOException("this mirror node does not know the filter " + filter);
            }
        }
        List<String> accounts = asked.all("account.id");
        List<StreamedTransaction> rows = new ArrayList<>(stream.between(from, to));
        rows.removeIf(row -> !accounts.isEmpty() && accounts.stream().noneMatch(row::concerns));
        boolean ascending = "asc".equals(asked.first("order"));
        if (!ascending) {
            Collections.reverse(rows);
        }
        String limit = asked.first("limit");
        int most = limit == null ? ROWS : Math.min(MOST_ROWS, Integer.parseInt(limit));
        List<StreamedTransaction> shown = rows.subList(0, Math.min(most, rows.size()));
        JsonArray transactions = new JsonArray();
        shown.forEach(row -> transactions.add(row.json()));
        JsonObject json = new JsonObject();
        json.add("transactions", transactions);
        // A full page has a link, whether or not anything follows.
        json.add(
                "links",
                NodeBackedMirror.links(
                        shown.size() < most
                                ? null
                                : next(
                                        uri,
                                        asked,
                                        ascending,
                                        shown.get(shown.size() - 1).at())));
        return json;
    }

    /** The first block only, which has the network's first transaction in it. */
    JsonObject blocks() {
        JsonArray blocks = new JsonArray();
        stream.first().ifPresent(first -> {
            JsonObject time = new JsonObject();
            time.addProperty(
                    "from",
                    StreamedTransaction.seconds(first.transactions().get(0).at(), '.'));
            JsonObject block = new JsonObject();
            block.addProperty("number", 0);
            block.addProperty(
                    "hash", "0x" + HexFormat.of().formatHex(first.after().toByteArray()));
            block.add("timestamp", time);
            blocks.add(block);
        });
        JsonObject json = new JsonObject();
        json.add("blocks", blocks);
        json.add("links", NodeBackedMirror.links(null));
        return json;
    }

    private static String next(URI uri, Parameters asked, boolean ascending, Instant last) {
        String keep = ascending ? "lt" : "gt";
        String parameters = asked.values().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(value -> !entry.getKey().equals("timestamp") || value.startsWith(keep))
                        .map(value -> entry.getKey() + "=" + value))
                .collect(Collectors.joining("&"));
        return uri.getPath() + "?" + parameters + "&timestamp=" + (ascending ? "gt:" : "lt:")
                + StreamedTransaction.seconds(last, '.');
    }

    private static Instant time(String text) {
        int point = text.indexOf('.');
        return Instant.ofEpochSecond(
                Long.parseLong(text.substring(0, point)), Long.parseLong(text.substring(point + 1)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
