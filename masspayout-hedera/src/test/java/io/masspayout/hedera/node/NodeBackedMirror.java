package io.masspayout.hedera.node;

import com.google.common.base.Splitter;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs of a mirror node, from a {@link RealNode} alone: transactions from the record stream which the node writes for
 * mirror nodes, accounts and tokens by its queries. It adds nothing to what the node says; where the node does not answer, neither
 * does this, but with status 503. Safe for use by many threads.
 */
public final class NodeBackedMirror implements AutoCloseable {

    private static final String BASE = "/api/v1/";

    private final Gson gson = new GsonBuilder().serializeNulls().create();
    private final @Nullable InstantSource freshness;
    private final Connection connection;
    private final SetUp parallel;
    private final RecordStream stream;
    private final StreamedPages pages;
    private final NodeViews views;
    private final Pulse pulse;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(Pulse.DAEMONS);

    /**
     * Opens a free port. The node need not run yet.
     *
     * @param freshness by whose clock an answer about transactions waits until it contains all that there was when it was asked for; {@code
     *     null} to answer at once by what has been read, some seconds behind the node as mirror nodes are
     */
    public NodeBackedMirror(RealNode node, @Nullable InstantSource freshness) {
        this.freshness = freshness;
        connection = new Connection(node);
        parallel = new SetUp(connection.client());
        stream = new RecordStream(node.recordStream());
        pages = new StreamedPages(stream);
        views = new NodeViews(connection, stream);
        pulse = new Pulse(connection, stream);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the mirror node cannot open a port", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        pulse.start();
    }

    /**
     * One that reads a node without traffic of its own, some seconds behind it: what is in the node's last file stays unseen until another
     * transaction ends it.
     */
    static NodeBackedMirror ofQuiet(RealNode node) {
        NodeBackedMirror mirror = new NodeBackedMirror(node, null);
        mirror.silent(true);
        return mirror;
    }

    /** Its address without {@code /api/v1}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Leaves the node without traffic of this mirror's, or not any more. What it then does not read proves nothing, and it waits. */
    void silent(boolean silence) {
        pulse.silent(silence);
    }

    /** Returns when it has read the stream beyond a time of the ledger; a running node writes a file every two seconds. */
    public void awaitReadBeyond(Instant time) {
        pulse.awaitReadBeyond(time);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        pulse.close();
        connection.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<JsonObject> answer;
            try {
                answer = answer(exchange.getRequestURI());
            } catch (IOException | RuntimeException e) {
                send(exchange, 503, error(String.valueOf(e)));
                return;
            }
            send(exchange, answer.isPresent() ? 200 : 404, answer.orElseGet(() -> error("Not found")));
        }
    }

    private Optional<JsonObject> answer(URI uri) throws IOException {
        Parameters asked = Parameters.of(uri);
        List<String> path = uri.getPath().startsWith(BASE)
                ? Splitter.on('/').splitToList(uri.getPath().substring(BASE.length()))
                : List.of();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String what = path.get(0) + "/".repeat(path.size() - 1) + (path.size() == 3 ? path.get(2) : "");
        return switch (what) {
            case "tokens/" -> views.token(path.get(1));
            case "accounts/" -> views.account(path.get(1));
            case "accounts" -> Optional.of(list("accounts", accounts(asked.all("account.id"))));
            case "accounts//tokens" ->
                views.relationships(path.get(1), asked.first("token.id")).map(rows -> list("tokens", rows));
            case "blocks" -> {
                requireStream();
                yield Optional.of(pages.blocks());
            }
            case "transactions/" -> {
                requireStream();
                yield pages.byId(path.get(1), asked);
            }
            case "transactions" -> {
                requireStream();
                yield Optional.of(pages.page(uri, asked));
            }
            default -> throw new IOException("this mirror node does not serve " + uri.getPath());
        };
    }

    private void requireStream() throws IOException {
        if (freshness != null) {
            pulse.awaitReadBeyond(freshness.instant());
        }
        pulse.requireWhole();
    }

    private JsonArray accounts(List<String> ids) {
        List<JsonObject> found = new ArrayList<>();
        List<String> ascending = ids.stream()
                .sorted(Comparator.comparingLong(id -> Long.parseLong(id.substring("0.0.".length()))))
                .toList();
        for (Optional<JsonObject> account : parallel.many(ascending.size(), i -> account(ascending.get(i)))) {
            account.ifPresent(found::add);
        }
        JsonArray rows = new JsonArray();
        found.forEach(rows::add);
        return rows;
    }

    private Optional<JsonObject> account(String id) {
        try {
            return views.account(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject list(String name, JsonArray rows) {
        JsonObject json = new JsonObject();
        json.add(name, rows);
        json.add("links", links(null));
        return json;
    }

    static JsonObject links(@Nullable String next) {
        JsonObject links = new JsonObject();
        links.add("next", next == null ? JsonNull.INSTANCE : new JsonPrimitive(next));
        return links;
    }

    private static JsonObject error(String message) {
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

    private void send(HttpExchange exchange, int status, JsonObject json) throws IOException {
        byte[] body = gson.toJson(json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
