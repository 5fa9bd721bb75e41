package io.masspayout.hedera.mirror;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages that follow the mirror's own links to the end. Not thread-safe. */
final class LinkedPages<T> implements Pages<T> {

    private final MirrorHttp http;
    private final Function<Json, List<T>> reader;
    private @Nullable URI next;

    LinkedPages(MirrorHttp http, String first, Function<Json, List<T>> reader) {
        this.http = http;
        this.reader = reader;
        this.next = http.uri(first);
    }

    @Override
    public Optional<List<T>> next() {
        URI page = next;
        if (page == null) {
            return Optional.empty();
        }
        Optional<Json> body = http.get(page);
        if (body.isEmpty()) {
            next = null;
            return Optional.empty();
        }
        List<T> items = List.copyOf(reader.apply(body.get()));
        // Only now: a page that could not be read is asked for again.
        next = http.following(page, body.get());
        return Optional.of(items);
    }
}
