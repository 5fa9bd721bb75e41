package io.masspayout.hedera.mirror;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages that follow the mirror's own links to the end. Not thread-safe. */
final class LinkedPages<T> implements Pages<T> {

    /** How often an empty page may lead back to itself, which is to say: ask again. */
    static final int MOST_REPEATS = 10;

    private final MirrorHttp http;
    private final Function<Json, List<T>> reader;
    private @Nullable URI next;
    private int repeats;

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
        URI following = http.following(page, body.get());
        if (page.equals(following) && (!items.isEmpty() || ++repeats > MOST_REPEATS)) {
            throw body.get().object("links").wrong("next", "leads back to the same page", null);
        }
        next = following;
        return Optional.of(items);
    }
}
