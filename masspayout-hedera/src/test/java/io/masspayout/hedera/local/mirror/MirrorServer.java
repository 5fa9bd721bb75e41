package io.masspayout.hedera.local.mirror;

import com.google.common.base.Splitter;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.masspayout.hedera.local.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The mirror node's REST service on this machine. Safe for use by many threads. */
public final class MirrorServer implements AutoCloseable {

    private static final String BASE = "/api/v1/";

    private final Gson gson =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    private final MirrorFaults faults;
    private final Replica newest;
    private final Replica older;
    private final HttpServer server;
    private final ExecutorService threads;

    /** Opens a free port. */
    public MirrorServer(World world, MirrorFaults faults) {
        this.faults = faults;
        this.newest = new Replica(world, faults, faults::lag);
        this.older = new Replica(world, faults, faults::lagOfReplica);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "local mirror node");
            thread.setDaemon(true);
            return thread;
        });
        // Answers leave in two packets; without this the second waits 40 ms for the receipt of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the mirror node cannot open a port", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        MirrorFaults.Outage outage = faults.takeOutage();
        if (outage == MirrorFaults.Outage.CLOSED) {
            exchange.close();
            return;
        }
        try (exchange) {
            pause();
            if (outage == MirrorFaults.Outage.STATUS_503) {
                send(exchange, 503, Json.error("Service unavailable"));
                return;
            }
            int retryAfter = faults.takeRefusal();
            if (retryAfter >= 0) {
                exchange.getResponseHeaders().set("Retry-After", String.valueOf(retryAfter));
                send(exchange, 429, Json.error("Too Many Requests"));
                return;
            }
            respond(exchange);
        }
    }

    private void pause() {
        try {
            Thread.sleep(faults.slowness().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        try {
            URI uri = exchange.getRequestURI();
            List<String> path = path(uri);
            Replica replica = faults.takesReplica() ? older : newest;
            Endpoint endpoint = replica.endpoint(path);
            if (endpoint == null || !exchange.getRequestMethod().equals("GET")) {
                throw MirrorException.notFound();
            }
            String id = path.size() > 1 ? path.get(1) : "";
            Query query = Query.parse(uri.getPath(), uri.getRawQuery(), endpoint.parameters());
            JsonObject answer = replica.answer(endpoint, id, query);
            exchange.getResponseHeaders().set("cache-control", "public, max-age=" + endpoint.maxAge());
            JsonElement next =
                    answer.has("links") ? answer.getAsJsonObject("links").get("next") : null;
            if (next != null && !next.isJsonNull()) {
                exchange.getResponseHeaders().set("Link", "<" + next.getAsString() + ">; rel=\"next\"");
            }
            send(exchange, 200, answer);
        } catch (MirrorException e) {
            send(exchange, e.status(), Json.error(e.getMessage()));
        }
    }

    private static List<String> path(URI uri) {
        String path = uri.getPath();
        return path.startsWith(BASE)
                ? Splitter.on('/').omitEmptyStrings().splitToList(path.substring(BASE.length()))
                : List.of();
    }

    private void send(HttpExchange exchange, int status, JsonObject json) throws IOException {
        byte[] body = gson.toJson(json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
