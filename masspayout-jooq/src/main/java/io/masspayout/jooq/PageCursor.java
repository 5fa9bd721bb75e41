package io.masspayout.jooq;

import io.masspayout.model.EventPosition;
import io.masspayout.store.PageRequest;
import io.masspayout.validation.Fault;
import io.masspayout.validation.InvalidRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where a page ended: the sort key of its last item, as text that says nothing to the caller. It names the list it is of, so that
 * one of another list is refused instead of understood in a wrong way.
 *
 * @param <K> the sort key
 */
final class PageCursor<K> {

    /** Sorted by time, then by id. */
    record TimeAndId(Instant time, UUID id) {}

    private static final char SEPARATOR = '\n';

    private final String list;
    private final Function<K, String> toText;
    private final Function<String, K> fromText;

    private PageCursor(String list, Function<K, String> toText, Function<String, K> fromText) {
        this.list = list;
        this.toText = toText;
        this.fromText = fromText;
    }

    static PageCursor<String> byText(String list) {
        return new PageCursor<>(list, Function.identity(), PageCursor::printable);
    }

    static PageCursor<Integer> byNumber(String list) {
        return new PageCursor<>(list, String::valueOf, Integer::valueOf);
    }

    static PageCursor<UUID> byId(String list) {
        return new PageCursor<>(list, UUID::toString, UUID::fromString);
    }

    static PageCursor<TimeAndId> byTimeAndId(String list) {
        return new PageCursor<>(list, key -> key.time() + " " + key.id(), PageCursor::timeAndId);
    }

    static PageCursor<EventPosition> byPosition(String list) {
        return new PageCursor<>(list, EventPosition::toString, PageCursor::position);
    }

    /** The cursor behind an item. */
    String behind(K key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + SEPARATOR + toText.apply(key)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The key to go on behind; empty for the beginning.
     *
     * @throws io.masspayout.validation.InvalidRequestException when it is no cursor of this list
     */
    Optional<K> key(PageRequest page) {
        return page.after().map(this::parse);
    }

    private K parse(String cursor) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString();
            if (text.startsWith(list + SEPARATOR)) {
                return fromText.apply(text.substring(list.length() + 1));
            }
        } catch (CharacterCodingException | IllegalArgumentException | DateTimeException e) {
            throw refused(cursor);
        }
        throw refused(cursor);
    }

    private InvalidRequestException refused(String cursor) {
        return new InvalidRequestException(
                "page request",
                List.of(new Fault(
                        "after",
                        cursor,
                        "is not where a page of " + list + " ended; pass Page.next as it was returned")));
    }

    private static TimeAndId timeAndId(String text) {
        List<String> parts = List.of(text.split(" ", -1));
        if (parts.size() != 2) {
            throw new IllegalArgumentException("not a time and an id");
        }
        return new TimeAndId(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
    }

    private static EventPosition position(String text) {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.size() != 2) {
            throw new IllegalArgumentException("not a time and an index");
        }
        return new EventPosition(Long.parseLong(parts.get(0)), Integer.parseInt(parts.get(1)));
    }

    /** PostgreSQL's text holds no NUL, and no account or contract has a control character in its name. */
    private static String printable(String text) {
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a key");
        }
        return text;
    }
}
