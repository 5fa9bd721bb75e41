package io.masspayout.store;

import java.util.List;

/**
 * A page by number, as a user interface with page links wants it. It counts all items and skips the earlier ones at every
 * call: for anything that reads a whole list, use {@link Page}.
 *
 * @param page from 1
 * @param limit items per page
 * @param total items in the whole list
 */
public record NumberedPage<T>(List<T> items, int page, int limit, long total) {

    public NumberedPage {
        items = List.copyOf(items);
    }
}
