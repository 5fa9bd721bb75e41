package io.masspayout.hedera.mirror;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real HTTP server that answers as it was told, and with 400 to whatever it was not told about. */
public final class ScriptedMirror implements AutoCloseable {

    /** One answer. */
    public record Reply(int status, Map<String, String> headers, String body) {

        public static Reply ok(String body) {
            return new Reply(200, Map.of(), body);
        }

        public static Reply status(int status) {
            return new Reply(
                    status, Map.of(), "{\"_status\":{\"messages\":[{\"message\":\"status " + status + "\"}]}}");
        }
    }

    static {
        // Else each answer to a kept connection waits 40 ms for an acknowledgement that is delayed.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Function<String, Optional<Reply>> otherwise = path -> Optional.empty();

    public ScriptedMirror() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Always the same answer to a request. */
    public ScriptedMirror on(String pathAndQuery, String body) {
        return on(pathAndQuery, Reply.ok(body));
    }

    /** One answer after the other, the last one again and again. */
    public ScriptedMirror on(String pathAndQuery, Reply... inTurn) {
        Deque<Reply> replies = new ArrayDeque<>(List.of(inTurn));
        return onExchange(pathAndQuery, exchange -> {
            synchronized (replies) {
                send(exchange, replies.size() > 1 ? replies.removeFirst() : replies.getFirst());
            }
        });
    }

    /** Whatever a test wants to do to the client. */
    public ScriptedMirror onExchange(String pathAndQuery, HttpHandler handler) {
        handlers.put(pathAndQuery, handler);
        return this;
    }

    /** Answers to all that has no script of its own. */
    public ScriptedMirror otherwise(Function<String, Optional<Reply>> answers) {
        this.otherwise = answers;
        return this;
    }

    /** All requests so far, as path and query. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public URI uri() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    /** A client that never waits. */
    public MirrorClient client() {
        return builder().build();
    }

    public MirrorClientBuilder builder() {
        return MirrorClient.builder(uri())
                .requestsPerSecond(1_000_000)
                .timeout(Duration.ofSeconds(20))
                .pause(time -> {});
    }

    public static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        HttpHandler handler = handlers.get(path);
        if (handler != null) {
            handler.handle(exchange);
        } else {
            send(exchange, otherwise.apply(path).orElseGet(() -> Reply.status(400)));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
