package io.masspayout.hedera.local;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Reads the mirror with nothing but an HTTP client. */
final class MirrorReader {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalNetwork network;

    MirrorReader(LocalNetwork network) {
        this.network = network;
    }

    /** The answer to a path below {@code /api/v1}, or to a link. */
    HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        String absolute = path.startsWith("/api/v1") ? path : "/api/v1" + path;
        return http.send(
                HttpRequest.newBuilder(URI.create(network.mirror() + absolute)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The body of an answer, which must be one with status 200. */
    JsonObject get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(path);
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    /** The message of an answer that must be an error with a status. */
    String error(String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(path);
        if (answer.statusCode() != status) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonParser.parseString(answer.body())
                .getAsJsonObject()
                .getAsJsonObject("_status")
                .getAsJsonArray("messages")
                .get(0)
                .getAsJsonObject()
                .get("message")
                .getAsString();
    }

    /** All rows of a list, by following {@code links.next} to its end. */
    List<JsonObject> all(String path, String list) throws IOException, InterruptedException {
        List<JsonObject> rows = new ArrayList<>();
        String next = path;
        while (next != null) {
            JsonObject page = get(next);
            rows(page, list).forEach(rows::add);
            next = next(page);
        }
        return rows;
    }

    static List<JsonObject> rows(JsonObject page, String list) {
        JsonArray array = page.getAsJsonArray(list);
        List<JsonObject> rows = new ArrayList<>();
        array.forEach(row -> rows.add(row.getAsJsonObject()));
        return rows;
    }

    /** Null on the last page. */
    static String next(JsonObject page) {
        var next = page.getAsJsonObject("links").get("next");
        return next.isJsonNull() ? null : next.getAsString();
    }

    static List<String> column(List<JsonObject> rows, String field) {
        return rows.stream().map(row -> row.get(field).getAsString()).toList();
    }
}
