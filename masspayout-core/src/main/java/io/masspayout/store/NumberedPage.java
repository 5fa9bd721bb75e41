package io.masspayout.store;

import java.util.List;

/**
 * A page by number, as a user interface with page links wants it. It counts all items and skips the earlier ones at every
 * call: for anything that reads a whole list, use {@link Page}.
 *
 * @param page from 1
 * @param limit items per page
 * @param total items in the whole list
 * @param unreadable rows of this page that are no items, as this process cannot read them; mostly there is none
 */
public record NumberedPage<T>(List<T> items, int page, int limit, long total, List<UnreadableRow> unreadable) {

    public NumberedPage {
        items = List.copyOf(items);
        unreadable = List.copyOf(unreadable);
    }
}
