package io.masspayout.hedera.mirror;

import io.masspayout.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One mirror node over HTTP: GET, tried again within bounds, by many threads within a common rate. */
final class MirrorHttp implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MirrorHttp.class);

    private static final int TOO_MANY_REQUESTS = 429;

    private final URI base;
    private final RequestRate rate;
    private final Semaphore permits;
    private final Duration timeout;
    private final int attempts;
    private final RetryDelay delay;
    private final Pause pause;
    private @Nullable HttpClient client;
    private boolean closed;

    MirrorHttp(MirrorClientBuilder settings) {
        this.base = settings.base;
        this.rate = new RequestRate(settings.requestsPerSecond, settings.clock);
        this.permits = new Semaphore(settings.maxConcurrent, true);
        this.timeout = settings.timeout;
        this.attempts = settings.attempts;
        this.delay = new RetryDelay(settings.random, settings.clock);
        this.pause = settings.pause;
    }

    /** The address of a path such as {@code /api/v1/transactions?limit=1}. */
    URI uri(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    /**
     * Asks, and reads the answer.
     *
     * @return empty when the mirror says that there is no such thing (404)
     * @throws LedgerUnavailableException when there is no answer, or none that can be read
     * @throws MirrorRequestException when the mirror refuses the request
     */
    Optional<Json> get(URI uri) {
        String what = "GET " + uri;
        HttpResponse<String> response = answer(uri, what);
        int status = response.statusCode();
        if (status == 200) {
            return Optional.of(Json.parse(response.body(), what));
        }
        if (status == 404) {
            // Only the mirror's own 404 says that there is no such thing; a proxy's or a wrong address' says nothing.
            MirrorMessage.require(response.body(), what);
            return Optional.empty();
        }
        if (status >= 400 && status < 500) {
            throw new MirrorRequestException(what, status, MirrorMessage.read(response.body()));
        }
        throw new LedgerUnavailableException(
                what + " was answered with status " + status + "; check the mirror node's address", null);
    }

    /** Where the link to the next page leads; {@code null} after the last one. */
    @Nullable
    URI following(URI page, Json body) {
        Json links = body.object("links");
        Optional<String> link = links.optionalText("next");
        if (link.isEmpty()) {
            return null;
        }
        URI next;
        try {
            next = page.resolve(link.get());
        } catch (IllegalArgumentException e) {
            throw links.wrong("next", "is no address", e);
        }
        if (!page.getScheme().equals(next.getScheme())
                || !page.getRawAuthority().equals(next.getRawAuthority())) {
            throw links.wrong("next", "leads to another host", null);
        }
        return next;
    }

    private HttpResponse<String> answer(URI uri, String what) {
        // No answer from a cache: 404s and first, preliminary rows would be repeated for minutes by a mirror that
        // caches.
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Cache-Control", "no-cache")
                .build();
        try {
            for (int attempt = 1; ; attempt++) {
                String trouble;
                Throwable cause = null;
                Duration wait = delay.after(attempt);
                try {
                    HttpResponse<String> response = once(request);
                    int status = response.statusCode();
                    if (status != TOO_MANY_REQUESTS && status < 500) {
                        return response;
                    }
                    trouble = "status " + status;
                    Duration asked = response.headers()
                            .firstValue("Retry-After")
                            .flatMap(delay::asked)
                            .orElse(Duration.ZERO);
                    if (asked.compareTo(RetryDelay.MOST_OBEYED) > 0) {
                        throw unavailable(what, attempt, trouble + ", come back after " + asked, null);
                    }
                    if (asked.compareTo(wait) > 0) {
                        wait = asked;
                        rate.holdFor(asked);
                    }
                } catch (IOException e) {
                    trouble = e.toString();
                    cause = e;
                }
                if (attempt >= attempts) {
                    throw unavailable(what, attempt, trouble, cause);
                }
                log.debug("{}: {}, attempt {}, next one in {}", what, trouble, attempt, wait);
                pause.of(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException(what + " was given up because its thread was interrupted", e);
        }
    }

    private HttpResponse<String> once(HttpRequest request) throws IOException, InterruptedException {
        permits.acquire();
        try {
            Duration wait = rate.take();
            if (!wait.isZero()) {
                pause.of(wait);
            }
            CompletableFuture<HttpResponse<String>> answer =
                    client().sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            try {
                // Not only the request's own timeout: that one ends with the headers, and a body may take for ever.
                return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new HttpTimeoutException("no complete answer within " + timeout);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
            } finally {
                answer.cancel(true);
            }
        } finally {
            permits.release();
        }
    }

    private static LedgerUnavailableException unavailable(
            String what, int attempt, String trouble, @Nullable Throwable cause) {
        return new LedgerUnavailableException(
                what + " had no answer in " + attempt + " attempts (" + trouble
                        + "); check the mirror node, then call again: nothing was changed",
                cause);
    }

    private synchronized HttpClient client() {
        if (closed) {
            throw new IllegalStateException("this mirror client is closed");
        }
        if (client == null) {
            client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(timeout)
                    .build();
        }
        return client;
    }

    /** Java 17 cannot close an {@link HttpClient}; its thread ends when nobody refers to it any more. */
    @Override
    public synchronized void close() {
        closed = true;
        client = null;
    }
}
